using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Repeats a parameter without default value or attributes: those were evaluated at the call site already.</summary>
internal static class Parameters
{
    private const string UnscopedRef = "[global::System.Diagnostics.CodeAnalysis.UnscopedRef] ";

    public static ParameterModel Of(IParameterSymbol parameter, TypeText text, ParameterNames names, LanguageLevel language) =>
        Of(parameter, parameter.Ordinal, text, names, language);

    /// <param name="ordinal">Its place among the shim's parameters.</param>
    public static ParameterModel Of(IParameterSymbol parameter, int ordinal, TypeText text, ParameterNames names, LanguageLevel language)
    {
        var (kind, argument) = parameter.RefKind switch
        {
            RefKind.Ref => ("ref ", "ref "),
            RefKind.Out => ("out ", "out "),
            RefKind.In => ("in ", "in "),
            RefKind.RefReadOnlyParameter => ("ref readonly ", "in "),

            // A dynamic argument would make the shim's own call late-bound, and a better overload for the value could take it.
            _ => ("", parameter.Type.TypeKind == TypeKind.Dynamic ? "(object)" : ""),
        };
        return new ParameterModel(names.Of(parameter, ordinal), text.Of(parameter.Type), (language.HasFileTypes ? Scope(parameter) : "") + kind, argument);
    }

    // Since C# 11, an out parameter is scoped unless it says otherwise; every other one says so itself, except that a params span is scoped by being params.
    private static string Scope(IParameterSymbol parameter) => parameter switch
    {
        { RefKind: RefKind.Out, ScopedKind: ScopedKind.None } => UnscopedRef,
        { RefKind: RefKind.Out } => "",
        { ScopedKind: ScopedKind.None } => IsUnscoped(parameter) ? UnscopedRef : "",
        _ => "scoped ",
    };

    private static bool IsUnscoped(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(static attribute => Attributes.Is(attribute, "System.Diagnostics.CodeAnalysis", "UnscopedRefAttribute"));
}
