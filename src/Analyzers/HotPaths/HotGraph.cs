using Microsoft.CodeAnalysis;
using ShadowGen.Analyzers.Measured;
using ShadowGen.Shared.Graph;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>Who calls whom in a compilation, and how often: the facts of all bodies, joined. The same for the same source, in whatever order the bodies were read.</summary>
internal sealed class HotGraph
{
    private readonly Dictionary<ISymbol, HotMember> _members = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<(StaticNode Caller, StaticNode Callee), StaticEdge> _edges = [];
    private readonly Dictionary<StaticEdge, HotCalls> _calls = [];
    private MeasuredGraph? _measured;

    public HotGraph(Compilation compilation, IEnumerable<BodyFacts> bodies, CancellationToken cancellation)
    {
        foreach (var body in bodies)
        {
            if (!_members.TryGetValue(body.Member, out var member))
                _members.Add(body.Member, member = new HotMember(body.Member, body.Member.GetDocumentationCommentId() ?? body.Member.ToDisplayString()));
            member.Bodies.Add(body);
        }

        Members = [.. _members.Values.OrderBy(static member => member.Node.DocId, StringComparer.Ordinal)];
        for (var i = 0; i < Members.Count; i++)
        {
            var member = Members[i];
            member.Node.Index = i;
            member.Bodies.Sort(static (left, right) => Compare(left.Syntax, right.Syntax));
            foreach (var body in member.Bodies)
                member.Node.Cost += body.Cost;
        }

        cancellation.ThrowIfCancellationRequested();
        Link(compilation);
        foreach (var edge in _edges.Values.OrderBy(static edge => edge.Caller.Index).ThenBy(static edge => edge.Callee.Index))
        {
            edge.Caller.Outgoing.Add(edge);
            edge.Callee.Incoming.Add(edge);
        }

        cancellation.ThrowIfCancellationRequested();
        CallFrequencies.Solve([.. Members.Select(static member => member.Node)]);
    }

    /// <summary>By documentation id; each stands at the index of its node.</summary>
    public IReadOnlyList<HotMember> Members { get; }

    public HotCalls CallsOf(StaticEdge edge) => _calls[edge];

    /// <summary>Whether the time of a member is a share of what was measured.</summary>
    public bool IsMeasured(StaticNode node) => _measured?.IsMeasured(node) == true;

    /// <summary>Takes a model's counts and times, where it has them, for the estimates.</summary>
    public void Measure(MeasuredModel model, Func<ISymbol, bool> isShadowed)
    {
        var ids = Members.Select(member => member.Symbol is IMethodSymbol method && model.Find(method) is { } found ? found.Id : 0).ToArray();
        _measured = MeasuredGraph.Apply([.. Members.Select(static member => member.Node)], node => ids[node.Index], node => isShadowed(Members[node.Index].Symbol) && IsNamed(node), model.Glance);
    }

    // Whether all calls of it name it.
    private bool IsNamed(StaticNode node) => node.Incoming.All(edge => _calls[edge].Named.Exists(call => SymbolEqualityComparer.Default.Equals(call.Named, Members[node.Index].Symbol)));

    // Parts of one member stand in several places: sums of fractions depend on their order.
    private static int Compare(SyntaxNode left, SyntaxNode right)
    {
        var byFile = string.CompareOrdinal(left.SyntaxTree.FilePath, right.SyntaxTree.FilePath);
        return byFile != 0 ? byFile : left.SpanStart.CompareTo(right.SpanStart);
    }

    private void Link(Compilation compilation)
    {
        var instantiated = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var given = new Dictionary<ISymbol, List<ISymbol>>(SymbolEqualityComparer.Default);
        foreach (var body in Members.SelectMany(static member => member.Bodies))
        {
            instantiated.UnionWith(body.Instantiated);
            foreach (var (place, method) in body.Given)
            {
                if (!given.TryGetValue(place, out var methods))
                    given.Add(place, methods = []);
                if (method is not null)
                    methods.Add(method);
            }
        }

        var targets = new SlotTargets(compilation, instantiated);
        foreach (var member in Members)
        {
            foreach (var body in member.Bodies)
            {
                foreach (var call in body.Calls)
                    Link(member, call, targets);
                foreach (var (place, type, frequency, isLooped) in body.Taken)
                {
                    if ((place is not null && given.TryGetValue(place, out var methods)) || given.TryGetValue(type, out methods))
                        methods.ForEach(method => Add(member, method, frequency / methods.Count, isLooped, named: null));
                }
            }

            LinkConstruction(member);
        }
    }

    private void Link(HotMember caller, BodyFacts.Call call, SlotTargets targets)
    {
        var named = call.IsCall ? call.Callee as IMethodSymbol : null;
        if (call.Receiver is not { } receiver)
        {
            Add(caller, call.Callee, call.Frequency, call.IsLooped, named);
            return;
        }

        foreach (var (method, share) in targets.Of(call.Callee, receiver))
            Add(caller, method, call.Frequency * share, call.IsLooped, named);
    }

    // What a constructor runs without a word in the source: initialisers that it shares with others, and the base type's constructor.
    private void LinkConstruction(HotMember member)
    {
        if (member.Symbol is not IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            || CallsConstructorOf(member, constructor.ContainingType))
            return;
        Add(member, constructor.ContainingType, 1, isLooped: false, named: null);
        if (constructor.ContainingType.BaseType?.OriginalDefinition is { } parent
            && !CallsConstructorOf(member, parent)
            && parent.InstanceConstructors.FirstOrDefault(static other => other.Parameters.All(static parameter => parameter.IsOptional)) is { } called)
            Add(member, called, 1, isLooped: false, named: null);
    }

    private static bool CallsConstructorOf(HotMember member, INamedTypeSymbol type) => member.Bodies.SelectMany(static body => body.Calls)
        .Any(call => call.Callee is IMethodSymbol { MethodKind: MethodKind.Constructor } other && SymbolEqualityComparer.Default.Equals(other.ContainingType, type));

    private void Add(HotMember caller, ISymbol calleeSymbol, double frequency, bool isLooped, IMethodSymbol? named)
    {
        if (!_members.TryGetValue(calleeSymbol, out var callee))
            return;
        if (!_edges.TryGetValue((caller.Node, callee.Node), out var edge))
        {
            _edges.Add((caller.Node, callee.Node), edge = new StaticEdge(caller.Node, callee.Node));
            _calls.Add(edge, new HotCalls());
        }

        edge.Frequency += frequency;
        var calls = _calls[edge];
        calls.IsLooped |= isLooped;
        if (named is not null)
            calls.Named.Add((named, frequency));
    }
}
