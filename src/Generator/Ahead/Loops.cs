using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Ahead;

/// <summary>The loop around a call, when it hands the elements of a list to it one after the other.</summary>
/// <param name="Variable">The element, or the number that counts through the list.</param>
/// <param name="List">What is looped over.</param>
/// <param name="IsCounted">Whether the variable is a number.</param>
internal readonly record struct Loops(ISymbol Variable, IOperation List, bool IsCounted)
{
    /// <returns>False where the call stands in code that is not the method's own, or in loops of another kind.</returns>
    public static bool TryFind(IOperation call, out Loops? around)
    {
        around = null;
        for (var outer = call.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IAnonymousFunctionOperation or ILocalFunctionOperation or ICatchClauseOperation:
                    return false;
                case ILoopOperation loop when IsOnce(loop, call):
                    break;
                case ILoopOperation loop:
                    if (around is not null || Of(loop) is not { } found)
                        return false;
                    around = found;
                    break;
            }
        }

        return true;
    }

    /// <summary>Whether two expressions name the same variable, or the same field of the same object.</summary>
    public static bool IsSame(IOperation one, IOperation other) => (Plain(one), Plain(other)) switch
    {
        (IParameterReferenceOperation a, IParameterReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Parameter, b.Parameter),
        (ILocalReferenceOperation a, ILocalReferenceOperation b) => SymbolEqualityComparer.Default.Equals(a.Local, b.Local),
        (IFieldReferenceOperation { Instance: { } x } a, IFieldReferenceOperation { Instance: { } y } b) => SymbolEqualityComparer.Default.Equals(a.Field, b.Field) && IsSame(x, y),
        (IPropertyReferenceOperation { Instance: { } x } a, IPropertyReferenceOperation { Instance: { } y } b) => SymbolEqualityComparer.Default.Equals(a.Property, b.Property) && IsSame(x, y),
        (IInstanceReferenceOperation, IInstanceReferenceOperation) => true,
        _ => false,
    };

    /// <summary>Without the conversions that the compiler puts around it.</summary>
    public static IOperation Plain(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion)
            operation = conversion.Operand;
        return operation;
    }

    // What is looped over is evaluated before the loop.
    private static bool IsOnce(ILoopOperation loop, IOperation call) => loop is IForEachLoopOperation each && each.Collection.Syntax.Span.Contains(call.Syntax.Span);

    private static Loops? Of(ILoopOperation loop) => loop switch
    {
        IForEachLoopOperation { IsAsynchronous: false, LoopControlVariable: IVariableDeclaratorOperation { Symbol: var element } } each => new Loops(element, Plain(each.Collection), IsCounted: false),
        IForLoopOperation { Condition: IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan, LeftOperand: ILocalReferenceOperation { Local: var index }, RightOperand: var end } } counted
            when BeginsAtZero(counted, index) && CountOf(end) is { } list => new Loops(index, Plain(list), IsCounted: true),
        _ => null,
    };

    private static bool BeginsAtZero(IForLoopOperation loop, ILocalSymbol index) =>
        loop.Before.SelectMany(static step => step.DescendantsAndSelf()).OfType<IVariableDeclaratorOperation>()
            .Any(declared => SymbolEqualityComparer.Default.Equals(declared.Symbol, index) && declared.Initializer?.Value.ConstantValue is { HasValue: true, Value: 0 });

    private static IOperation? CountOf(IOperation end) => Plain(end) is IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } list } ? list : null;
}
