using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// A readonly member of a struct that is an iterator or async keeps its <c>this</c> in its state machine, in a field that can be written. A plain call of a
/// member that is not readonly writes there; an intercepted one gets the copy that <c>readonly</c> asks for, since calls are intercepted before <c>this</c> is moved.
/// </summary>
internal static class HoistedThis
{
    public static bool IsWrittenBy(IInvocationOperation call) =>
        call.TargetMethod is { IsReadOnly: false, ContainingType.IsValueType: true }
        && call.Instance is { } receiver
        && IsPartOfThis(receiver)
        && call.SemanticModel?.GetEnclosingSymbol(call.Syntax.SpanStart) is IMethodSymbol { IsReadOnly: true } caller
        && (caller.IsAsync || Iterators.IsInIterator(call.Syntax));

    // No lambda or local function of a struct can use this, so the innermost function is the member.
    private static bool IsPartOfThis(IOperation receiver) => receiver switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => true,
        IFieldReferenceOperation { Field: { IsReadOnly: false, ContainingType.IsValueType: true }, Instance: { } owner } => IsPartOfThis(owner),
        IParenthesizedOperation inner => IsPartOfThis(inner.Operand),
        _ => false,
    };
}
