using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Analyzers;

/// <summary>What every call of a method allocates, as far as its first statements say so.</summary>
internal static class Allocations
{
    /// <summary>The size of the largest array of numbers of a constant length that is made before anything can branch, without its header; in bytes.</summary>
    public static double AtLeast(MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellation)
    {
        IEnumerable<ExpressionSyntax?> always = method.ExpressionBody is { } arrow
            ? [arrow.Expression]
            : method.Body?.Statements.TakeWhile(static statement => statement is LocalDeclarationStatementSyntax).Cast<LocalDeclarationStatementSyntax>()
                .SelectMany(static local => local.Declaration.Variables).Select(static variable => variable.Initializer?.Value) ?? [];
        return always.OfType<ArrayCreationExpressionSyntax>().Select(array => SizeOf(array, model, cancellation)).DefaultIfEmpty(0).Max();
    }

    private static double SizeOf(ArrayCreationExpressionSyntax array, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetTypeInfo(array, cancellation).Type is not IArrayTypeSymbol { ElementType.SpecialType: var element } || array.Type.RankSpecifiers.Count != 1)
            return 0;
        double size = BytesOf(element);
        foreach (var length in array.Type.RankSpecifiers[0].Sizes)
            size *= model.GetConstantValue(length, cancellation).Value is int constant ? constant : 0;
        return size;
    }

    private static int BytesOf(SpecialType type) => type switch
    {
        SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Boolean => 1,
        SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char => 2,
        SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single => 4,
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double => 8,
        SpecialType.System_Decimal => 16,
        _ => 0,
    };
}
