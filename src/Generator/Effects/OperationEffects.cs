using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShadowGen.Generator.Effects;

/// <summary>What one operation of a control flow graph does, and where its value comes from. Not thread-safe: one for each body.</summary>
internal sealed class OperationEffects(EffectAnalysis.Walk walk, IMethodSymbol method, Func<ControlFlowGraph, FlowState, FlowState> runNested)
{
    private readonly Dictionary<SyntaxNode, int> _sites = [];
    private readonly Dictionary<ulong, ulong> _contents = [];
    private readonly Dictionary<CaptureId, IOperation> _captured = [];
    private readonly HashSet<ISymbol> _running = new(SymbolEqualityComparer.Default);
    private ControlFlowGraph _graph = null!;
    private FlowState _state = null!;
    private CallEffects? _calls;

    public EffectSummary Summary { get; } = new();

    /// <inheritdoc cref="BodyEffects.Changed"/>
    public Action<SyntaxNode>? Changed { get; set; }

    private CallEffects Calls => _calls ??= new CallEffects(walk, this);

    public void Enter(ControlFlowGraph graph, FlowState state) => (_graph, _state) = (graph, state);

    public void Return(ulong origins)
    {
        // Those of a lambda are not the method's, and do no harm as such.
        foreach (var origin in Origins.Each(Deep(origins) & Origins.Visible))
            Summary.Result |= origin;
    }

    /// <returns>The origins of the operation's value.</returns>
    public ulong Visit(IOperation? operation)
    {
        if (operation is null or { ConstantValue.HasValue: true })
            return 0;
        var origins = Origin(operation);
        return Values.IsHarmless(operation.Type) && operation is not IFlowCaptureOperation ? 0 : origins;
    }

    /// <summary>Something happens to objects of these origins.</summary>
    public void Change(ulong origins, string what, SyntaxNode where)
    {
        if ((origins & (Origins.Visible | Origins.Reference)) != 0)
            Changed?.Invoke(where);
        foreach (var origin in Origins.Each(origins & (Origins.Visible | Origins.Reference)))
            Summary.Add(origin, new Effect(what, where));
    }

    /// <summary>The object that a piece of source makes.</summary>
    public ulong Site(SyntaxNode where, ulong contents)
    {
        if (!_sites.TryGetValue(where, out var number))
            _sites.Add(where, number = _sites.Count);
        var site = Origins.Site(number);
        Store(site, contents);
        return site;
    }

    /// <summary>Keeps that objects of ours now hold something.</summary>
    public void Store(ulong into, ulong contents)
    {
        foreach (var site in Origins.Each(into & ~(Origins.Visible | Origins.Reference)))
            _contents[site] = (_contents.TryGetValue(site, out var before) ? before : 0) | (contents & ~site);
    }

    /// <summary>The objects, and all that can be reached from those of our own.</summary>
    public ulong Deep(ulong origins)
    {
        for (var before = 0UL; before != origins;)
        {
            before = origins;
            foreach (var origin in Origins.Each(before))
                origins |= _contents.TryGetValue(origin, out var held) ? held : 0;
        }

        return origins;
    }

    /// <summary>A variable, field, property or element gets a value.</summary>
    public void Assign(IOperation target, ulong value, SyntaxNode where)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local: var local }:
                if (local.IsRef)
                    Change(_state.Of(local, Origins.Shared), $"writes through the reference '{local.Name}'", where);
                else
                    _state.Set(local, Values.IsHarmless(local.Type) ? 0 : value);
                break;
            case IParameterReferenceOperation { Parameter: var parameter }:
                if (parameter.RefKind is RefKind.Ref or RefKind.Out)
                    Change(Origins.Reference, $"writes the {(parameter.RefKind == RefKind.Out ? "out" : "ref")} parameter '{parameter.Name}'", where);
                _state.Set(parameter, value);
                break;
            case IFieldReferenceOperation { Field: var field } access:
                Put(access.Instance, field, value, where);
                break;
            case IPropertyReferenceOperation property:
                Calls.Set(property, value, where);
                break;
            case IEventReferenceOperation { Event: var changed } access:
                Put(access.Instance, changed, value, where);
                break;
            case IArrayElementReferenceOperation element:
                var array = Visit(element.ArrayReference);
                foreach (var index in element.Indices)
                    Visit(index);
                Change(array, $"writes an element of {Described(element.ArrayReference)}", where);
                Store(array, value);
                break;
            case IFlowCaptureReferenceOperation capture when _captured.TryGetValue(capture.Id, out var captured):
                Assign(captured, value, where);
                break;
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                    Assign(element, value, where);
                break;
            case IDeclarationExpressionOperation declaration:
                Assign(declaration.Expression, value, where);
                break;
            case IConversionOperation conversion:
                Assign(conversion.Operand, value, where);
                break;
            case IInstanceReferenceOperation:
                Change(Origins.This, "writes its own 'this'", where);
                break;
            case IDiscardOperation:
                break;
            default:
                Change(Location(target), $"writes '{target.Syntax}'", where);
                break;
        }
    }

    /// <summary>A member of an object, or a static one, is written.</summary>
    public void Put(IOperation? instance, ISymbol member, ulong value, SyntaxNode where)
    {
        var owner = instance is null ? Origins.Shared : Location(instance);
        Change(owner, $"writes '{Names.Of(member.OriginalDefinition)}'", where);
        Store(owner, value);
    }

    /// <summary>Who sees a write to a part of this: for a struct, whoever sees the variable that it is in.</summary>
    public ulong Location(IOperation operation)
    {
        if (operation.Type is not { IsValueType: true } && operation is not ILocalReferenceOperation { Local.IsRef: true })
            return Visit(operation);
        return operation switch
        {
            ILocalReferenceOperation { Local: { IsRef: true } local } => _state.Of(local, Origins.Shared),
            ILocalReferenceOperation => 0,
            IParameterReferenceOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => Origins.Reference,
            IParameterReferenceOperation => 0,
            IInstanceReferenceOperation => Origins.This,
            IFieldReferenceOperation field => field.Instance is null ? Origins.Shared : Location(field.Instance),
            IArrayElementReferenceOperation element => Visit(element.ArrayReference),
            IFlowCaptureReferenceOperation capture when _captured.TryGetValue(capture.Id, out var captured) => Location(captured),
            IInvocationOperation { TargetMethod.RefKind: not RefKind.None } or IPropertyReferenceOperation { Property.RefKind: not RefKind.None } => Children(operation),
            _ => 0, // a copy
        };
    }

    public FlowState RunLocal(IMethodSymbol function, IReadOnlyList<ulong> arguments)
    {
        if (!_running.Add(function))
            return _state;
        for (var i = 0; i < function.Parameters.Length; i++)
            _state.Set(function.Parameters[i], i < arguments.Count ? arguments[i] : Origins.Shared);
        RunBody(() => _graph.GetLocalFunctionControlFlowGraphInScope(function));
        _running.Remove(function);
        return _state;
    }

    private void RunBody(Func<ControlFlowGraph> nested)
    {
        var (graph, state) = (_graph, _state);
        var end = runNested(nested(), state.Copy());
        Enter(graph, state);
        state.Join(end);
    }

    private ulong Origin(IOperation operation)
    {
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                _captured[capture.Id] = capture.Value;
                var held = Visit(capture.Value);
                _state.Set(capture.Id, held);
                return held;
            case IFlowCaptureReferenceOperation capture:
                return _state.Of(capture.Id);
            case ILocalReferenceOperation { Local: var local }:
                return _state.Of(local, 0);
            case IParameterReferenceOperation { Parameter: var parameter }:
                return _state.Of(parameter, IsOwn(parameter) ? Origins.Parameter(parameter.Ordinal) : Origins.Shared);
            case IInstanceReferenceOperation:
                return Origins.This;
            case IFieldReferenceOperation { Field: var field } access:
                return field.IsStatic ? Origins.Shared : Deep(Visit(access.Instance));
            case IEventReferenceOperation { Instance: var owner }:
                return owner is null ? Origins.Shared : Deep(Visit(owner));
            case IArrayElementReferenceOperation element:
                return Deep(Children(element));
            case ISimpleAssignmentOperation assignment:
                var value = assignment.IsRef ? Location(assignment.Value) : Visit(assignment.Value);
                if (assignment is { IsRef: true, Target: ILocalReferenceOperation { Local: var reference } })
                    _state.Set(reference, value);
                else
                    Assign(assignment.Target, value, assignment.Syntax);
                return value;
            case ICompoundAssignmentOperation assignment:
                var sum = Visit(assignment.Target) | Visit(assignment.Value);
                Assign(assignment.Target, sum, assignment.Syntax);
                return sum;
            case IIncrementOrDecrementOperation step:
                Assign(step.Target, 0, step.Syntax);
                return 0;
            case IDeconstructionAssignmentOperation assignment:
                var parts = Visit(assignment.Value);
                Assign(assignment.Target, Deep(parts), assignment.Syntax);
                return parts;
            case IEventAssignmentOperation assignment:
                Assign(assignment.EventReference, Visit(assignment.HandlerValue), assignment.Syntax);
                return 0;
            case IIsPatternOperation pattern:
                var matched = Deep(Visit(pattern.Value));
                foreach (var declared in pattern.Pattern.DescendantsAndSelf())
                    Declare(declared, matched);
                return 0;
            case IFlowAnonymousFunctionOperation function:
                foreach (var parameter in function.Symbol.Parameters)
                    _state.Set(parameter, Values.IsHarmless(parameter.Type) ? 0 : Origins.Shared);
                RunBody(() => _graph.GetAnonymousFunctionControlFlowGraphInScope(function));
                return 0; // whoever calls it does what was seen here
            case IArrayCreationOperation or IAnonymousObjectCreationOperation or ITypeParameterObjectCreationOperation or ICollectionExpressionOperation or IWithOperation or IArrayInitializerOperation:
                return Site(operation.Syntax, Children(operation));
            case IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation:
                Change(Origins.Shared, "makes a dynamic call, of which nothing is known", operation.Syntax);
                return Children(operation) | Origins.Shared;
            case IFunctionPointerInvocationOperation:
                Change(Origins.Shared, "calls a function pointer, of which nothing is known", operation.Syntax);
                return Children(operation) | Origins.Shared;
            default:
                return Calls.TryVisit(operation, out var result) ? result : Children(operation);
        }
    }

    private ulong Children(IOperation operation)
    {
        var origins = 0UL;
        foreach (var child in operation.ChildOperations)
            origins |= Visit(child);
        return origins;
    }

    private void Declare(IOperation pattern, ulong origins)
    {
        var declared = pattern switch
        {
            IDeclarationPatternOperation { DeclaredSymbol: { } symbol } => symbol,
            IRecursivePatternOperation { DeclaredSymbol: { } symbol } => symbol,
            IListPatternOperation { DeclaredSymbol: { } symbol } => symbol,
            _ => null,
        };
        if (declared is ILocalSymbol local)
            _state.Set(local, Values.IsHarmless(local.Type) ? 0 : origins);
    }

    private bool IsOwn(IParameterSymbol parameter) => SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method);

    private static string Described(IOperation array) => array.Syntax is IdentifierNameSyntax or MemberAccessExpressionSyntax ? $"'{array.Syntax}'" : "an array that others can see";
}
