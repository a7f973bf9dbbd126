using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// Whether the consumer's language can write a callee's shape. A method of the same compilation always fits; one of a referenced
/// library may be declared in a newer language than its caller's.
/// </summary>
internal static class LanguageNeeds
{
    public static bool AreMet(CalleeShape callee, LanguageLevel language) =>
        language.Version >= callee.Parameters.Select(Of).Concat(callee.TypeParameters.Select(Of)).DefaultIfEmpty(0).Max();

    private static int Of(IParameterSymbol parameter) => parameter switch
    {
        { RefKind: RefKind.RefReadOnlyParameter } => 1200,
        { RefKind: not RefKind.Out, ScopedKind: not ScopedKind.None } => 1100,
        { Type.TypeKind: TypeKind.FunctionPointer } => 900,
        _ => 0,
    };

    private static int Of(ITypeParameterSymbol parameter) => parameter switch
    {
        { AllowsRefLikeType: true } => 1300,
        { HasNotNullConstraint: true } => 800,
        _ => 0,
    };
}
