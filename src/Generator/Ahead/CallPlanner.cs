using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Model;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Generator.Ahead;

/// <summary>Plans one method's calls, one after the other. Not thread-safe.</summary>
internal sealed class CallPlanner
{
    private readonly IReadOnlyList<InterceptedSite> _sites;
    private readonly AheadMarks _marks;
    private readonly BindingSession _session;
    private readonly Projections _projections;
    private readonly Dictionary<SyntaxNode, IInvocationOperation> _calls = [];
    private readonly StartingPoints? _points;
    private readonly List<SyntaxNode> _starts = [];
    private readonly List<AheadCallModel> _planned = [];
    private readonly List<InterceptedSite> _plannedSites = [];
    private readonly TypeText _types;
    private readonly Nameability _nameability;

    public CallPlanner(
        IMethodSymbol method, ShimModel shim, MethodBody body, IReadOnlyList<InterceptedSite> sites, AheadMarks marks, EffectAnalysis effects, BindingSession session, CancellationToken cancellation)
    {
        (_sites, _marks, _session) = (sites, marks, session);
        _types = new TypeText([], session.Language);
        _nameability = new Nameability(session.Compilation);
        var aliases = new Aliases(body.Operation);
        _projections = new Projections(method, shim.Parameters, aliases, _nameability, _types, session.Compilation);
        var rules = new CallRules(effects, body.Operation.Syntax.SyntaxTree, cancellation);
        var awaited = new Awaited(aliases, rules);
        var awaits = new Dictionary<SyntaxNode, bool>();
        var arrays = new HashSet<SyntaxNode>();
        foreach (var operation in body.Operation.Descendants())
        {
            if (operation is IInvocationOperation call)
                _calls[call.Syntax] = call;
            else if (operation is IAwaitOperation wait)
                awaits[wait.Syntax] = awaited.IsKnown(wait.Operation);
            else if (operation is IForEachLoopOperation { Collection: var collection } loop && Loops.Plain(collection).Type is IArrayTypeSymbol)
                arrays.UnionWith([loop.Syntax, collection.Syntax]);
        }

        var reader = new EventReader(rules, effects.ChangesIn(method, body.Graph, cancellation), arrays, awaits);
        _points = new StartingPoints(body.Graph, reader);
        CanSpeculate = reader.HasMetAllChanges;
    }

    public IReadOnlyList<AheadCallModel> Calls => _planned;

    public IReadOnlyList<HiddenFieldModel> Fields => _projections.Fields;

    public IEnumerable<AheadSiteModel> Sites => _sites
        .Select(site => new AheadSiteModel(site.Edge, site.Line, site.Column, _plannedSites.IndexOf(site), _starts.IndexOf(site.Invocation) + 1))
        .Where(static site => site.Call >= 0 || site.Point > 0)
        .OrderBy(static site => site.Line).ThenBy(static site => site.Column);

    private bool CanSpeculate { get; }

    public void TryAdd(InterceptedSite site)
    {
        if (!_calls.TryGetValue(site.Invocation, out var call) || !HasPlainShape(site))
            return;
        var isAdded = (CanSpeculate && _marks.IsSpeculative(site.Callee) && TrySpeculate(site, call)) || (_marks.PrefetchOf(site.Callee) is { } warm && TryPrefetch(site, call, warm));
        if (isAdded)
            _plannedSites.Add(site);
    }

    private static bool HasPlainShape(InterceptedSite site) =>
        site.Shim is { Home: null, IsUnsafe: false, IsObsolete: false, Receiver: ReceiverKind.None or ReceiverKind.Value, Async: not AsyncKind.Enumeration }
        && site.Callee.Parameters.All(static parameter => parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType && parameter.Type.TypeKind != TypeKind.Dynamic);

    private bool TrySpeculate(InterceptedSite site, IInvocationOperation call)
    {
        var (callee, closed) = (site.Callee, default((ShimModel Shim, string TypeArguments)?));
        if (site.Shim.TypeParameters.Count != 0)
        {
            callee = call.TargetMethod;
            closed = ClosedShims.Of(callee, site.Shim, _types, _nameability, _session.Language);
            if (closed is null)
                return false;
        }

        // One with a budget is ended where it stands, and not where it was begun.
        if (site.Shim.Budget is not null || callee.ReturnType is not INamedTypeSymbol { Arity: 1 } result || site.Shim.Async is not (AsyncKind.Task or AsyncKind.ValueTask)
            || OneUse.IsOf(site.Callee.IsExtensionMethod ? call.Arguments[0].Value.Type : site.Callee.ContainingType, _session.Hierarchy)
            || !callee.Parameters.Where((parameter, i) => !(i == 0 && IsReceiver(parameter))).All(static parameter => Values.IsHarmless(parameter.Type)))
            return false;
        if (_points!.Earliest(site.Invocation, _sites.Where(static other => other.Shim.Home is null).Select(static other => other.Invocation)) is not { } point || Parts(call, callee, isCompared: true) is not var (receiver, arguments))
            return false;
        if (point.At is { } start && !_starts.Contains(start))
            _starts.Add(start);
        _planned.Add(new AheadCallModel(
            PlannedKind.Speculation, _session.DocIdOf(site.Callee), site.Edge, point.At is null ? 0 : _starts.IndexOf(point.At) + 1, point.Probability, receiver, arguments,
            site.Callee.Parameters.Length != 0 && IsReceiver(site.Callee.Parameters[0]), _types.Of(result.TypeArguments[0]), null, null)
        {
            Shim = closed?.Shim,
            TypeArguments = closed?.TypeArguments ?? "",
        });
        return true;
    }

    private bool TryPrefetch(InterceptedSite site, IInvocationOperation call, IMethodSymbol warm)
    {
        if (site.Shim.TypeParameters.Count != 0 || !Loops.TryFind(call, out var loop) || _points!.FromEntry(site.Invocation) is not { } probability || WarmOf(warm) is not { } model)
            return false;
        ListModel? list = null;
        if (loop is { } around && (list = ListOf(around.List)) is null)
            return false;
        _projections.Loop = loop;
        _projections.UsesElement = false;
        var parts = Parts(call, site.Callee, isCompared: false);
        _projections.Loop = null;
        if (parts is not var (receiver, arguments) || _projections.UsesElement != loop is not null)
            return false;
        _planned.Add(new AheadCallModel(PlannedKind.Prefetch, _session.DocIdOf(site.Callee), site.Edge, 0, probability, receiver, arguments, false, "", model, list));
        return true;
    }

    private (string Receiver, Shared.EquatableArray<string> Arguments)? Parts(IInvocationOperation call, IMethodSymbol callee, bool isCompared)
    {
        var receiver = "";
        if (!callee.IsStatic)
        {
            if (call.Instance is not { Type.IsReferenceType: true } instance || _projections.Of(instance) is not { } self)
                return null;
            receiver = self.Text;
        }

        var arguments = new string[callee.Parameters.Length];
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || argument.ArgumentKind is ArgumentKind.ParamArray or ArgumentKind.ParamCollection || _projections.Of(argument.Value) is not { } value)
                return null;
            if (isCompared && value.MayChange && !IsReceiver(parameter) && !Projections.HasExactEquality(parameter.Type))
                return null;
            arguments[parameter.Ordinal] = value.Text;
        }

        return arguments.Any(static argument => argument is null) ? null : (receiver, Shared.EquatableArray.ToEquatableArray(arguments));
    }

    // Compared by reference, as an object that is called is.
    private static bool IsReceiver(IParameterSymbol parameter) => parameter is { Ordinal: 0, ContainingSymbol: IMethodSymbol { IsExtensionMethod: true }, Type.IsReferenceType: true } && !Values.IsHarmless(parameter.Type);

    private WarmModel? WarmOf(IMethodSymbol warm)
    {
        var shape = new CalleeShape(warm);
        if (shape.TypeParameters.Count != 0 || shape.IsUnknown || _nameability.First(shape.Signature().Append(shape.Owner)) != SkipReason.None || (warm.ContainingType.IsStatic && !shape.IsAccessibleWithin(_session.Compilation)))
            return null;
        var names = new ParameterNames([]);
        return new WarmModel(
            TypeText.Escape(warm.Name), _types.Of(warm.ContainingType), warm.IsStatic, !shape.IsAccessibleWithin(_session.Compilation), AsyncResults.KindOf(warm.ReturnType), _types.Of(warm.ReturnType),
            Shared.EquatableArray.ToEquatableArray(warm.Parameters.Select((parameter, i) => Parameters.Of(parameter, i, _types, names, _session.Language))));
    }

    private ListModel? ListOf(IOperation list)
    {
        var count = list.Type switch
        {
            IArrayTypeSymbol { IsSZArray: true } => "Length",
            INamedTypeSymbol { Name: "ImmutableArray", Arity: 1 } named when named.ContainingNamespace.ToDisplayString() == "System.Collections.Immutable" => "Length",
            INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList", Arity: 1 } named when named.ContainingNamespace.ToDisplayString() == "System.Collections.Generic" => "Count",
            _ => null,
        };
        return count is not null && _nameability.Check(list.Type!) == SkipReason.None && _projections.Of(list) is { } text ? new ListModel(text.Text, _types.Of(list.Type!), count) : null;
    }
}
