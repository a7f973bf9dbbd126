using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Frequency;

/// <summary>How often a loop runs for each entry, where its code says so.</summary>
internal static class TripCounts
{
    /// <summary>One that goes over characters or bytes: a text is much longer than most lists.</summary>
    public const double OverText = 1000;

    /// <summary>More is as good as any: hot is hot.</summary>
    private const double Most = 256;

    /// <summary>A counter against a constant; null for any other test.</summary>
    public static double? Of(BasicBlock test)
    {
        if (test.BranchValue is not IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.NotEquals } comparison
            || comparison.LeftOperand is not ILocalReferenceOperation
            || comparison.RightOperand.ConstantValue is not { HasValue: true, Value: int bound })
            return null;
        return Math.Min(Math.Max(bound + (comparison.OperatorKind == BinaryOperatorKind.LessThanOrEqual ? 1 : 0), 1), Most);
    }

    /// <summary>Whether an operation takes one character or byte out of many.</summary>
    public static bool IsPieceOfText(IOperation operation)
    {
        var type = operation switch
        {
            IPropertyReferenceOperation { Property: { IsIndexer: true } or { Name: "Current" } } element => element.Type,
            IArrayElementReferenceOperation element => element.Type,
            _ => null,
        };
        return type?.SpecialType is SpecialType.System_Char or SpecialType.System_Byte;
    }
}
