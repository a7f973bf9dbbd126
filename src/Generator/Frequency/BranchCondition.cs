using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Frequency;

/// <summary>What a condition says about its outcome by itself: the pointer, opcode and guard heuristics of Ball and Larus.</summary>
internal static class BranchCondition
{
    /// <summary>Whether the conditional successor is taken always (true) or never; null where the condition is no constant.</summary>
    public static bool? ConstantOf(BasicBlock block) =>
        block.BranchValue?.ConstantValue is { HasValue: true, Value: bool value } ? value == (block.ConditionKind == ControlFlowConditionKind.WhenTrue) : null;

    /// <summary>Adds what the condition says about the conditional successor.</summary>
    public static void AddTo(ref Evidence evidence, BasicBlock block)
    {
        if (block.BranchValue is not { } condition)
            return;
        var isTaken = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        while (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not)
            (condition, isTaken) = (not.Operand, !isTaken);
        switch (Unwrap(condition))
        {
            case IIsNullOperation:
                evidence.Add(Evidence.Pointer, !isTaken);
                break;
            case IIsPatternOperation { Pattern: IConstantPatternOperation }:
                evidence.Add(Evidence.Opcode, !isTaken);
                break;
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation } }:
                evidence.Add(Evidence.Opcode, isTaken);
                break;
            case IBinaryOperation comparison:
                Add(ref evidence, comparison, isTaken);
                break;
        }
    }

    /// <summary>Whether a block uses, before it writes it, something that the condition looked at.</summary>
    public static bool IsGuarded(BasicBlock condition, BlockContent successor)
    {
        if (condition.BranchValue is not { } value || successor.Symbols.Count == 0)
            return false;
        var looked = new HashSet<ISymbol>(value.DescendantsAndSelf().Select(BlockContent.SymbolOf).OfType<ISymbol>(), SymbolEqualityComparer.Default);
        foreach (var (symbol, isWritten) in successor.Symbols)
        {
            if (looked.Contains(symbol))
                return !isWritten;
        }

        return false;
    }

    private static void Add(ref Evidence evidence, IBinaryOperation comparison, bool isTaken)
    {
        switch (comparison.OperatorKind)
        {
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals:
                var isEqual = (comparison.OperatorKind == BinaryOperatorKind.Equals) == isTaken;
                if (IsReference(comparison.LeftOperand) && IsReference(comparison.RightOperand))
                    evidence.Add(Evidence.Pointer, !isEqual);
                else if (IsConstant(comparison.LeftOperand) || IsConstant(comparison.RightOperand) || IsFloating(comparison.LeftOperand))
                    evidence.Add(Evidence.Opcode, !isEqual);
                break;
            case BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual when IsZeroOrLess(comparison.RightOperand):
            case BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual when IsZeroOrLess(comparison.LeftOperand):
                evidence.Add(Evidence.Opcode, !isTaken);
                break;
            case BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual when IsZeroOrLess(comparison.RightOperand):
            case BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual when IsZeroOrLess(comparison.LeftOperand):
                evidence.Add(Evidence.Opcode, isTaken);
                break;
        }
    }

    private static IOperation Unwrap(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
            operation = conversion.Operand;
        return operation;
    }

    private static bool IsReference(IOperation operand) => Unwrap(operand).Type is null or { IsReferenceType: true, SpecialType: not SpecialType.System_String };

    private static bool IsFloating(IOperation operand) => Unwrap(operand).Type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    private static bool IsConstant(IOperation operand) => operand.ConstantValue is { HasValue: true, Value: not null };

    private static bool IsZeroOrLess(IOperation operand) => operand.ConstantValue is { HasValue: true, Value: int and <= 0 or long and <= 0L or double and <= 0.0 or short and <= 0 or float and <= 0f };
}
