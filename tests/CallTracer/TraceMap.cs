using Mono.Cecil;

namespace ShadowGen.CallTracer;

/// <summary>What a counter counts: calls from one member to another.</summary>
/// <param name="Assembly">Of the caller.</param>
/// <param name="IsShadowed">Through a shim, so that ShadowGen must have the same count.</param>
public sealed record TracedEdge(string Assembly, string Caller, string CalleeAssembly, string Callee, bool IsShadowed);

/// <summary>The counters that were handed out, and what is needed to compare them with ShadowGen's.</summary>
public sealed class TraceMap
{
    /// <summary>The reason of calls that no source names: <c>foreach</c>, <c>using</c>, <c>await</c>, initialisers, patterns and interpolated strings make them.</summary>
    public const string ImplicitCall = "implicit";

    private static readonly HashSet<string> Implicit = new(StringComparer.Ordinal)
    {
        "GetEnumerator", "MoveNext", "Dispose", "DisposeAsync", "GetAsyncEnumerator", "MoveNextAsync", "GetAwaiter", "GetResult", "OnCompleted", "UnsafeOnCompleted",
        "Add", "Deconstruct", "GetPinnableReference", "Slice", "AppendLiteral", "AppendFormatted",
    };

    private readonly List<TracedEdge> _edges = [];
    private readonly List<int> _sites = [];
    private readonly Dictionary<TracedEdge, int> _ids = [];
    private readonly Dictionary<string, Dictionary<string, MethodDefinition>> _methods = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Assembly, string Id), string> _slots = [];
    private readonly Dictionary<(string Assembly, string Caller, string Callee), string> _skipped = [];

    public IReadOnlyList<TracedEdge> Edges => _edges;

    /// <summary>Call instructions of each edge.</summary>
    public IReadOnlyList<int> Sites => _sites;

    /// <summary>The virtual slot of a method that ShadowGen names by its own id.</summary>
    public string SlotOf(string assembly, string id) => _slots.GetValueOrDefault((assembly, id), id);

    /// <summary>Why calls from one member to another stayed plain, by what ShadowGen says of them.</summary>
    public string ReasonOf(TracedEdge edge) =>
        _skipped.TryGetValue((edge.Assembly, edge.Caller, edge.Callee), out var reason) ? reason
        : Implicit.Contains(NameOf(edge.Callee)) ? ImplicitCall
        : "not mentioned";

    /// <summary>Constructors of a type are one caller: their initialisers are the same source.</summary>
    public static string CallerOf(string id)
    {
        var constructor = id.IndexOf(".#c", StringComparison.Ordinal);
        return constructor >= 0 && id.IndexOf('(', constructor) is > 0 and var end && id[..end].EndsWith("ctor", StringComparison.Ordinal) ? id[..end] : id;
    }

    private static string NameOf(string id)
    {
        var end = id.IndexOfAny(['(', '`'], id.LastIndexOf('.', id.IndexOf('(', StringComparison.Ordinal) is > 0 and var open ? open : id.Length - 1));
        var name = end < 0 ? id : id[..end];
        return name[(name.LastIndexOf('.') + 1)..];
    }

    internal int Add(string assembly, TracedCall call, bool isFirst)
    {
        var edge = new TracedEdge(assembly, call.Caller, call.CalleeAssembly, call.Callee, call.IsShadowed);
        if (!_ids.TryGetValue(edge, out var id))
        {
            id = _edges.Count;
            _ids.Add(edge, id);
            _edges.Add(edge);
            _sites.Add(0);
        }

        _sites[id] += isFirst ? 1 : 0;
        return id;
    }

    internal void AddSlot(ModuleDefinition module, string id)
    {
        if (MethodsOf(module).TryGetValue(id, out var method) && CallScan.Slot(method) is var slot && slot != id)
            _slots[(module.Assembly.Name.Name, id)] = slot;
    }

    internal void AddSkipped(string assembly, Skeleton skeleton)
    {
        foreach (var skip in skeleton.Skipped)
        {
            var caller = skeleton.DocumentationIds.GetValueOrDefault(skip.CallerId, skip.CallerId);
            var callee = skeleton.DocumentationIds.GetValueOrDefault(skip.CalleeId, skip.CalleeId);
            _skipped[(assembly, CallerOf(caller), SlotOf(assembly, callee))] = skip.Reason;
        }
    }

    private Dictionary<string, MethodDefinition> MethodsOf(ModuleDefinition module)
    {
        if (!_methods.TryGetValue(module.Assembly.Name.Name, out var methods))
        {
            methods = new Dictionary<string, MethodDefinition>(StringComparer.Ordinal);
            foreach (var method in module.GetTypes().SelectMany(type => type.Methods))
                methods.TryAdd(DocIds.Of(method), method);
            _methods.Add(module.Assembly.Name.Name, methods);
        }

        return methods;
    }
}
