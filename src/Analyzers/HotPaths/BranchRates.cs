using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Frequency;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>How likely a condition holds, by the signs of Ball and Larus that its statement shows: throws, nulls, constants, and ways that leave.</summary>
internal static class BranchRates
{
    /// <param name="branch">An <c>if</c>, or a conditional expression.</param>
    /// <param name="isInLoop">Whether a way out leaves a loop.</param>
    public static double Of(IConditionalOperation branch, bool isInLoop)
    {
        if (branch.Condition.ConstantValue is { HasValue: true, Value: bool constant })
            return constant ? 1 : 0;
        var (throws, otherThrows) = (IsThrow(branch.WhenTrue), IsThrow(branch.WhenFalse));
        if (throws != otherThrows)
            return throws ? 1 - Evidence.Throw : Evidence.Throw;
        var evidence = Evidence.None;
        AddCondition(ref evidence, branch.Condition, isFor: true);
        var (leaves, otherLeaves) = (Leaves(branch.WhenTrue), Leaves(branch.WhenFalse));
        if (leaves != otherLeaves)
            evidence.Add(isInLoop ? Evidence.LoopExit : Evidence.Return, isFor: !leaves);
        return evidence.Probability;
    }

    /// <summary>Whether an exception is certain.</summary>
    public static bool IsThrow(IOperation? operation) => Last(operation) switch
    {
        IThrowOperation => true,
        IInvocationOperation call => ColdBlocks.IsThrowHelper(call.TargetMethod),
        _ => false,
    };

    /// <summary>Whether a way ends in a return or an exception, and not behind its statement.</summary>
    public static bool LeavesMember(IOperation operation) => Last(operation) is IReturnOperation or IThrowOperation;

    private static bool Leaves(IOperation? operation) => Last(operation) is IReturnOperation or IBranchOperation { BranchKind: BranchKind.Break };

    private static IOperation? Last(IOperation? operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IBlockOperation block:
                    operation = block.Operations.LastOrDefault();
                    break;
                case ISwitchCaseOperation section:
                    operation = section.Body.LastOrDefault();
                    break;
                case IExpressionStatementOperation statement:
                    operation = statement.Operation;
                    break;
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    private static void AddCondition(ref Evidence evidence, IOperation condition, bool isFor)
    {
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                AddCondition(ref evidence, not.Operand, !isFor);
                break;
            case IIsPatternOperation { Pattern: IConstantPatternOperation constant }:
                evidence.Add(constant.Value.ConstantValue is { HasValue: true, Value: null } ? Evidence.Pointer : Evidence.Opcode, !isFor);
                break;
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation constant } }:
                evidence.Add(constant.Value.ConstantValue is { HasValue: true, Value: null } ? Evidence.Pointer : Evidence.Opcode, isFor);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison when ConstantOf(comparison) is { HasValue: true } value:
                evidence.Add(value.Value is null ? Evidence.Pointer : Evidence.Opcode, (comparison.OperatorKind == BinaryOperatorKind.NotEquals) == isFor);
                break;
        }
    }

    private static Optional<object?> ConstantOf(IBinaryOperation comparison)
    {
        var operand = comparison.RightOperand is { ConstantValue.HasValue: true } ? comparison.RightOperand : comparison.LeftOperand;
        while (operand is IConversionOperation { ConstantValue.HasValue: false } conversion)
            operand = conversion.Operand;
        return operand.ConstantValue;
    }
}
