using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Frequency;

/// <summary>How often a loop's test lets it run, where the test says so: a counter against a constant.</summary>
internal static class TripCounts
{
    /// <summary>More is as good as any: hot is hot.</summary>
    private const double Most = 256;

    /// <param name="block">The test.</param>
    /// <param name="trips">Runs of the loop for each entry, from 1 on.</param>
    public static bool Of(BasicBlock block, out double trips)
    {
        trips = 0;
        if (block.BranchValue is not IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.NotEquals } test
            || test.LeftOperand is not ILocalReferenceOperation
            || test.RightOperand.ConstantValue is not { HasValue: true, Value: int bound })
            return false;
        trips = Math.Min(Math.Max(bound + (test.OperatorKind == BinaryOperatorKind.LessThanOrEqual ? 1 : 0), 1), Most);
        return true;
    }
}
