using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Ahead;

/// <summary>What the operations of one block do, in the order in which they are done: what an operation needs comes before it.</summary>
/// <param name="changes">Places that change what others can see.</param>
/// <param name="arrays">What is looped over and is an array: its enumerator is an object of nobody's.</param>
/// <param name="awaits">The body's <c>await</c>s, as the source has them, and whether each waits for reads alone.</param>
internal sealed class EventReader(CallRules rules, HashSet<SyntaxNode> changes, HashSet<SyntaxNode> arrays, IReadOnlyDictionary<SyntaxNode, bool> awaits)
{
    private readonly HashSet<SyntaxNode> _met = [];

    /// <summary>Whether every change was met in some block: one that was not might be anywhere.</summary>
    public bool HasMetAllChanges => changes.IsSubsetOf(_met);

    public BodyEvent[] Read(BasicBlock block)
    {
        var events = new List<BodyEvent>();
        foreach (var operation in block.Operations)
            Visit(operation, events);
        if (block.BranchValue is { } value)
            Visit(value, events);
        return [.. events];
    }

    private void Visit(IOperation operation, List<BodyEvent> events)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var child in operation.ChildOperations)
            Visit(child, events);
        var found = EventOf(operation);
        if (found is { } one)
            events.Add(one);
        if (!IsChange(operation) || found is { IsBarrier: true })
            return;
        events.Add(new BodyEvent(operation.Syntax, IsCall: false, IsBarrier: true, IsUnknownCall: false, TakesTime: false));
    }

    private static BodyEvent Barrier(IOperation operation, bool isCall = false) => new(operation.Syntax, isCall, IsBarrier: true, IsUnknownCall: true, TakesTime: true);

    private static BodyEvent? BarrierUnless(bool isPassable, IOperation operation) => isPassable ? null : Barrier(operation);

    private BodyEvent? EventOf(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { IsImplicit: true } call when arrays.Contains(call.Syntax):
                return null;
            case IInvocationOperation { TargetMethod: var target } call when CallRules.IsEndOfScope(target, call.Instance):
                return new BodyEvent(operation.Syntax, IsCall: true, IsBarrier: true, IsUnknownCall: false, TakesTime: true); // which does not call the method that it stands in
            case IInvocationOperation { TargetMethod: var target }:
                return target.MethodKind is MethodKind.DelegateInvoke or MethodKind.LocalFunction || !rules.IsPassable(target)
                    ? Barrier(operation, isCall: true)
                    : new BodyEvent(operation.Syntax, IsCall: true, IsBarrier: false, IsUnknownCall: false, CallRules.TakesTime(target));
            case IAwaitOperation:
                var isKnown = awaits.TryGetValue(operation.Syntax, out var known) && known;
                return new BodyEvent(operation.Syntax, IsCall: false, IsBarrier: !isKnown, IsUnknownCall: false, TakesTime: true);
            case IPropertyReferenceOperation { Property: var property }:
                return BarrierUnless(rules.IsPassable(property), operation);
            case IObjectCreationOperation { Constructor: { } constructor, Type: { } type }:
                return BarrierUnless(CallRules.IsPassable(constructor, type), operation);
            case IBinaryOperation { OperatorMethod: { } method }:
                return BarrierUnless(IsPlain(method), operation);
            case IUnaryOperation { OperatorMethod: { } method }:
                return BarrierUnless(IsPlain(method), operation);
            case IConversionOperation { OperatorMethod: { } method }:
                return BarrierUnless(IsPlain(method), operation);
            case ICompoundAssignmentOperation { OperatorMethod: { } method }:
                return BarrierUnless(IsPlain(method), operation);
            case IIncrementOrDecrementOperation { OperatorMethod: { } method }:
                return BarrierUnless(IsPlain(method), operation);
            case ITypeParameterObjectCreationOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation
                or IFunctionPointerInvocationOperation or IEventAssignmentOperation or IRaiseEventOperation:
                return Barrier(operation);
            default:
                return null;
        }
    }

    private static bool IsPlain(IMethodSymbol operation) => operation.IsImplicitlyDeclared || !CallRules.HasSource(operation);

    // What a lambda does counts where it is made: who is given it may run it at once.
    private bool IsChange(IOperation operation)
    {
        if (operation is IFlowAnonymousFunctionOperation)
        {
            var within = changes.Where(change => operation.Syntax.Span.Contains(change.Span)).ToList();
            _met.UnionWith(within);
            return within.Count != 0;
        }

        if (!changes.Contains(operation.Syntax))
            return false;
        _met.Add(operation.Syntax);
        return true;
    }
}
