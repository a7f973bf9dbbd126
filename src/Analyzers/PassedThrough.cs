using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Effects;

namespace ShadowGen.Analyzers;

/// <summary>What a caller does, between its own entry and a call, to the variables that an argument of the call is read from.</summary>
internal sealed class PassedThrough(ControlFlowGraph graph, EffectAnalysis effects, CancellationToken cancellation)
{
    /// <summary>The first change in source order, or null.</summary>
    public SyntaxNode? FirstChange(IInvocationOperation call, IOperation argument)
    {
        var roots = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        AddRoots(argument, roots);
        return roots.Count == 0 ? null : Before(call).SelectMany(Flat).Where(operation => operation.Syntax != call.Syntax && IsChange(operation, roots))
            .Select(static operation => operation.Syntax).OrderBy(static syntax => syntax.SpanStart).FirstOrDefault();
    }

    /// <summary>
    /// Parameters and fields that the value is read from as it is; a local counts where it is nothing but another name for one. What is computed by a call is another value,
    /// and cannot be known before.
    /// </summary>
    private void AddRoots(IOperation value, HashSet<ISymbol> roots)
    {
        switch (value)
        {
            case IParameterReferenceOperation { Parameter: var parameter }:
                roots.Add(parameter);
                break;
            case IFieldReferenceOperation { Field: { IsConst: false } field } access:
                if (!field.IsReadOnly || !Values.IsHarmless(field.Type))
                    roots.Add(field);
                if (access.Instance is not (null or IInstanceReferenceOperation))
                    AddRoots(access.Instance, roots);
                break;
            case ILocalReferenceOperation { Local: var local } when InitializerOf(local) is { } initializer:
                var before = roots.Count;
                AddRoots(initializer, roots);
                if (roots.Count != before)
                    roots.Add(local);
                break;
            case IPropertyReferenceOperation { Arguments.IsEmpty: true, Instance: { } instance } property:
                roots.Add(property.Property);
                AddRoots(instance, roots);
                break;
            case IConversionOperation { OperatorMethod: null } conversion:
                AddRoots(conversion.Operand, roots);
                break;
        }
    }

    private IOperation? InitializerOf(ILocalSymbol local) => graph.Blocks.SelectMany(static block => block.Operations).OfType<ISimpleAssignmentOperation>()
        .FirstOrDefault(assignment => IsDeclaration(assignment) && SymbolEqualityComparer.Default.Equals(((ILocalReferenceOperation)assignment.Target).Local, local))?.Value;

    /// <summary>What may run before the call; in a loop that is also what follows it.</summary>
    private IEnumerable<IOperation> Before(IInvocationOperation call)
    {
        if (graph.Blocks.FirstOrDefault(block => Contains(block, call.Syntax)) is not { } home)
            return [];
        var seen = new HashSet<BasicBlock>();
        var pending = new Stack<BasicBlock>(home.Predecessors.Select(static branch => branch.Source));
        while (pending.Count != 0)
        {
            if (seen.Add(pending.Peek()))
            {
                foreach (var branch in pending.Pop().Predecessors)
                    pending.Push(branch.Source);
            }
            else
            {
                pending.Pop();
            }
        }

        var own = seen.Contains(home) ? [] : home.Operations.TakeWhile(operation => operation.Syntax != call.Syntax && !operation.Descendants().Any(inner => inner.Syntax == call.Syntax));
        return seen.SelectMany(Operations).Concat(own);
    }

    private static IEnumerable<IOperation> Operations(BasicBlock block) => block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations;

    private static bool Contains(BasicBlock block, SyntaxNode call) =>
        Operations(block).Any(operation => operation.DescendantsAndSelf().Any(inner => inner is IInvocationOperation && inner.Syntax == call));

    /// <summary>With the bodies of the lambdas that are made on the way.</summary>
    private IEnumerable<IOperation> Flat(IOperation operation)
    {
        foreach (var inner in operation.DescendantsAndSelf())
        {
            yield return inner;
            if (inner is not IFlowAnonymousFunctionOperation lambda)
                continue;
            foreach (var nested in graph.GetAnonymousFunctionControlFlowGraphInScope(lambda, cancellation).Blocks.SelectMany(Operations).SelectMany(static part => part.DescendantsAndSelf()))
                yield return nested;
        }
    }

    private bool IsChange(IOperation operation, HashSet<ISymbol> roots) => operation switch
    {
        ISimpleAssignmentOperation assignment => !IsDeclaration(assignment) && IsRooted(assignment.Target, roots),
        ICompoundAssignmentOperation assignment => IsRooted(assignment.Target, roots),
        IIncrementOrDecrementOperation step => IsRooted(step.Target, roots),
        IDeconstructionAssignmentOperation assignment => assignment.Target.DescendantsAndSelf().Any(target => IsVariable(target, roots)),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var value } => IsRooted(value, roots),
        IInvocationOperation call => IsChangedBy(call, roots),
        _ => false,
    };

    // By the rules for speculative methods themselves; what is unknown is not accused.
    private bool IsChangedBy(IInvocationOperation call, HashSet<ISymbol> roots)
    {
        var target = call.TargetMethod;
        var summary = target.DeclaringSyntaxReferences.IsEmpty && target.ReducedFrom is null || effects.IsTrusted(target) || target.MethodKind == MethodKind.LocalFunction
            ? null
            : effects.Of(target.ReducedFrom ?? target, cancellation);
        if (call.Instance is { } instance && IsRooted(instance, roots)
            && (summary?.Effects.Any(static effect => effect.Key == Origins.This) ?? (target.DeclaringSyntaxReferences.IsEmpty && KnownCalls.Of(target) == CallKind.ChangesReceiver)))
            return true;
        return summary is not null && call.Arguments.Any(argument => argument.Parameter is { } parameter && IsRooted(argument.Value, roots)
            && !Values.IsHarmless(argument.Value.Type) && summary.Effects.Any(effect => effect.Key == Origins.Parameter(parameter.Ordinal)));
    }

    /// <summary>The variable itself, or a part of the object that it holds.</summary>
    private static bool IsRooted(IOperation operation, HashSet<ISymbol> roots) => IsVariable(operation, roots) || operation switch
    {
        IFieldReferenceOperation { Instance: { } instance } => IsRooted(instance, roots),
        IPropertyReferenceOperation { Instance: { } instance } => IsRooted(instance, roots),
        IArrayElementReferenceOperation element => IsRooted(element.ArrayReference, roots),
        IConversionOperation conversion => IsRooted(conversion.Operand, roots),
        _ => false,
    };

    private static bool IsVariable(IOperation operation, HashSet<ISymbol> roots) => operation switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => roots.Contains(parameter),
        ILocalReferenceOperation { Local: var local } => roots.Contains(local),
        IFieldReferenceOperation { Field: var field, Instance: null or IInstanceReferenceOperation } => roots.Contains(field),
        IPropertyReferenceOperation { Property: var property, Instance: IInstanceReferenceOperation } => roots.Contains(property),
        _ => false,
    };

    private static bool IsDeclaration(ISimpleAssignmentOperation assignment) =>
        assignment.Target is ILocalReferenceOperation && assignment.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax;
}
