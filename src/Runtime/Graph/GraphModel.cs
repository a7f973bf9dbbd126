using System.Runtime.InteropServices;
using ShadowGen.Counters;

namespace ShadowGen.Graph;

/// <summary>The learning side of the call graph: takes in skeletons, exact counts and samples, and publishes immutable snapshots. Engine thread only.</summary>
/// <param name="halfLife">Calls of a caller after which a count of its edges weighs half in the posterior.</param>
/// <param name="time">Tells <see cref="CallGraph.MeasuredAt"/>.</param>
internal sealed class GraphModel(double halfLife = GraphModel.DefaultHalfLife, TimeProvider? time = null)
{
    public const double DefaultHalfLife = 16_384;

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly FunctionTable _functions = new();
    private readonly List<LogicalEdge> _edges = [];
    private readonly Dictionary<(int, int), int> _edgeIndex = [];
    private readonly HashSet<(SourceLocation Location, string Reason, FunctionId Callee, FunctionId Caller)> _skips = [];
    private readonly Dictionary<(string Assembly, string Path, string Reason), LeftOutCallSites> _leftOut = [];
    private readonly PosteriorCounts _posterior = new(halfLife);
    private readonly List<NodeMeasurements?> _measurements = [];
    private readonly HashSet<int> _touched = [];

    private int[] _slotEdge = [];
    private long[] _slotCalls = [];
    private long[] _calls = [];
    private int[] _edgeAt = [];
    private CallGraph _published = CallGraph.Empty;
    private GraphPrior? _prior;
    private bool[] _isSeeded = [];
    private bool[] _isProfiled = [];
    private bool _structureChanged;
    private bool _countsChanged;
    private bool _rootsChanged;

    /// <summary>Samples that could not be used: an unknown slot, or a weight that is not finite and positive.</summary>
    public long RejectedSamples { get; private set; }

    /// <summary>Streams or handlers that count bytes are in use: from then on, a node that moved none has moved 0.</summary>
    public bool MeasuresNetwork { get; set; }

    /// <summary>Edges in the order in which they became known: their index stays the same for good.</summary>
    public ReadOnlySpan<LogicalEdge> Edges => CollectionsMarshal.AsSpan(_edges);

    /// <summary>Calls counted so far, by index of the edge.</summary>
    public ReadOnlySpan<long> EdgeCalls => _calls.AsSpan(0, Math.Min(_calls.Length, _edges.Count));

    public int FunctionCount => _functions.Count;

    /// <summary>The index of the edge that a slot counts for, or -1 while it is not in use.</summary>
    public int FindEdge(int slot) => EdgeOfSlot(slot);

    /// <summary>Makes the edges of a generated file known: its k-th edge counts on slot <paramref name="firstSlot"/> + k.</summary>
    public void AddSkeleton(int firstSlot, SkeletonFile file)
    {
        foreach (var function in file.Functions) _functions.Describe(file.Path, function);
        foreach (var features in file.Features) _functions.Describe(features);
        foreach (var print in file.Prints) _functions.Describe(print);
        foreach (var edge in file.Edges)
        {
            var index = EdgeOf(_functions.IndexOf(edge.Caller), _functions.IndexOf(edge.Callee));
            _edges[index].LoopDepth = Math.Max(_edges[index].LoopDepth, edge.LoopDepth);
            foreach (var (line, column) in edge.Sites) _edges[index].AddCallSite(new(file.Path, line, column));
            Attach(firstSlot + edge.Ordinal, index);
        }
        foreach (var skip in file.Skips) _skips.Add((new(file.Path, skip.Line, skip.Column), skip.Reason, skip.Callee, skip.Caller));
        foreach (var left in file.LeftOut) _leftOut[(file.Assembly, file.Path, left.Reason)] = new(left.Reason, left.CallSites, left.Methods);
        Resize();
        Seed();
        _structureChanged = true;
    }

    /// <summary>Functions in the order in which they became known: their index stays the same for good.</summary>
    public IReadOnlyList<FunctionInfo> Functions => _functions.Functions;

    /// <summary>What was measured of a function in this process; null for nothing.</summary>
    public NodeMeasurements? MeasurementsOf(int function) => function < _measurements.Count ? _measurements[function] : null;

    /// <summary>Slots in use, by index of their edge; of several slots of one edge the last.</summary>
    public int[] SlotsOfEdges()
    {
        var slots = new int[_edges.Count];
        Array.Fill(slots, -1);
        for (var slot = 0; slot < _slotEdge.Length; slot++) if (_slotEdge[slot] >= 0) slots[_slotEdge[slot]] = slot;
        return slots;
    }

    /// <summary>
    /// Begins with what earlier runs have learned: of functions and edges that are known, and of those that become known later. What already has a prior keeps it.
    /// </summary>
    public void SetPrior(GraphPrior prior)
    {
        _prior = _prior is null ? prior : GraphPrior.Join(_prior, prior);
        Seed();
    }

    /// <summary>Tells how many calls a slot has counted since it was handed out. A figure below an earlier one is late, and is ignored.</summary>
    public void SetCalls(int slot, long cumulativeExactCalls)
    {
        var edge = EdgeOfSlot(slot);
        if (edge < 0) return;
        var added = cumulativeExactCalls - _slotCalls[slot];
        if (added <= 0) return;
        _slotCalls[slot] = cumulativeExactCalls;
        _rootsChanged |= _calls[edge] == 0;
        _calls[edge] += added;
        _posterior.Add(_edges[edge].Caller, edge, added);
    }

    /// <summary>Ends the use of slots: what they counted stays on their edges, and the slots may be handed out again. Tell the last counts first.</summary>
    public void RetireSlots(int first, int count)
    {
        for (var slot = Math.Max(0, first); slot < Math.Min((long)first + count, _slotEdge.Length); slot++)
        {
            _slotEdge[slot] = -1;
            _slotCalls[slot] = 0;
        }
        _structureChanged = true;
    }

    public void AddSample(in CallSample sample)
    {
        var edge = EdgeOfSlot(sample.Slot);
        if (edge < 0 || !float.IsFinite(sample.Weight) || sample.Weight <= 0) RejectedSamples++;
        else Touch(_edges[edge].Callee).Add(sample);
    }

    /// <summary>Adds bytes that went over the network while a call of this slot was the innermost one.</summary>
    public void AddNetwork(int slot, long received, long sent)
    {
        var edge = EdgeOfSlot(slot);
        if (edge >= 0) Touch(_edges[edge].Callee).AddNetwork(received, sent);
    }

    /// <summary>Adds bytes that service calls of this slot have moved; null for a direction that is not measured.</summary>
    public void AddService(int slot, long? read, long? written)
    {
        var edge = EdgeOfSlot(slot);
        if (edge < 0) return;
        var callee = _edges[edge].Callee;
        if (read is > 0 || written is > 0 || _measurements[callee]?.KnowsService(read, written) != true) Touch(callee).AddService(read, written);
    }

    /// <summary>Ages the posterior counts by the calls that came since; <see cref="Publish"/> does it too.</summary>
    public void Decay() => _countsChanged |= _posterior.Fold(_edges);

    /// <summary>A snapshot of everything told so far; the one published last when nothing was told since.</summary>
    public CallGraph Publish()
    {
        Decay();
        if (!_countsChanged && !_structureChanged && _touched.Count == 0 && MeasuresNetwork == _published.Counts.MeasuresNetwork) return _published;
        var structure = _structureChanged
            ? StructureBuilder.Build(_functions.Functions, _edges, _slotEdge, Skipped(), LeftOut(), out _edgeAt)
            : _published.Structure;
        _published = new(structure, CountsFor(structure), _published.Version + 1, _time.GetUtcNow());
        _structureChanged = _countsChanged = _rootsChanged = false;
        _touched.Clear();
        return _published;
    }

    /// <summary>Argument features that sampled calls of a function tell.</summary>
    public ArgumentFeature[] FeaturesOf(int function) => _functions.Functions[function].Features;

    /// <summary>The functions of a slot's calls; false for one that is not in use.</summary>
    public bool TryGetEdge(int slot, out int caller, out int callee)
    {
        var edge = EdgeOfSlot(slot);
        (caller, callee) = edge < 0 ? (-1, -1) : (_edges[edge].Caller, _edges[edge].Callee);
        return edge >= 0;
    }

    private int EdgeOfSlot(int slot) => (uint)slot < (uint)_slotEdge.Length ? _slotEdge[slot] : -1;

    private int EdgeOf(int caller, int callee)
    {
        if (_edgeIndex.TryGetValue((caller, callee), out var index)) return index;
        _edgeIndex.Add((caller, callee), index = _edges.Count);
        _edges.Add(new(caller, callee));
        return index;
    }

    private void Attach(int slot, int edge)
    {
        if (slot < 0) return;
        if (slot >= _slotEdge.Length)
        {
            var known = _slotEdge.Length;
            Array.Resize(ref _slotEdge, Math.Max(slot + 1, 2 * known));
            Array.Resize(ref _slotCalls, _slotEdge.Length);
            _slotEdge.AsSpan(known).Fill(-1);
        }
        _slotEdge[slot] = edge;
    }

    private void Resize()
    {
        if (_calls.Length < _edges.Count) Array.Resize(ref _calls, Math.Max(_edges.Count, 2 * _calls.Length));
        while (_measurements.Count < _functions.Count) _measurements.Add(null);
        _posterior.Resize(_functions.Count, _edges.Count);
    }

    private void Seed()
    {
        if (_prior is null) return;
        if (_isSeeded.Length < _edges.Count) Array.Resize(ref _isSeeded, Math.Max(_edges.Count, 2 * _isSeeded.Length));
        for (var edge = 0; edge < _edges.Count; edge++)
        {
            if (_isSeeded[edge]) continue;
            var calls = _prior.CallsOf(IdOf(_edges[edge].Caller), IdOf(_edges[edge].Callee));
            if (calls <= 0) continue;
            _isSeeded[edge] = _countsChanged = true;
            _posterior.Seed(edge, calls);
        }
        if (_isProfiled.Length < _functions.Count) Array.Resize(ref _isProfiled, Math.Max(_functions.Count, 2 * _isProfiled.Length));
        for (var function = 0; function < _functions.Count; function++)
        {
            if (_isProfiled[function] || _prior.ProfilesOf(IdOf(function)) is not { } profiles) continue;
            _isProfiled[function] = true;
            Touch(function).SetPrior(profiles);
        }
    }

    private ulong IdOf(int function) => _functions.Functions[function].Id.Value;

    private NodeMeasurements Touch(int node)
    {
        _touched.Add(node);
        return _measurements[node] ??= new();
    }

    private IEnumerable<SkippedCallSite> Skipped() => _skips
        .Select(skip => new SkippedCallSite(skip.Reason, skip.Location, NameOf(skip.Callee), NameOf(skip.Caller)))
        .OrderBy(skip => skip.Location.File, StringComparer.Ordinal).ThenBy(skip => skip.Location.Line).ThenBy(skip => skip.Location.Column);

    private IEnumerable<LeftOutCallSites> LeftOut() => _leftOut.Values.GroupBy(left => left.Reason, StringComparer.Ordinal)
        .Select(group => new LeftOutCallSites(group.Key, group.Sum(left => left.CallSites), group.Sum(left => left.Methods)))
        .OrderBy(left => left.Reason, StringComparer.Ordinal);

    private string NameOf(FunctionId id) => _functions.NameOf(id);

    private GraphCounts CountsFor(GraphStructure structure)
    {
        var old = _published.Counts;
        var isNew = _structureChanged;
        if (!_countsChanged && !isNew) return SnapshotCounts.WithMeasurements(old, _measurements, _touched, MeasuresNetwork);
        var edgeCalls = new long[structure.EdgeCount];
        var probability = new double[structure.EdgeCount];
        for (var place = 0; place < edgeCalls.Length; place++)
        {
            edgeCalls[place] = _calls[_edgeAt[place]];
            probability[place] = PosteriorCounts.Prior + _posterior.Weight[_edgeAt[place]];
        }
        var roots = _rootsChanged || isNew ? RootFinder.Find(structure, edgeCalls) : old.Roots;
        return SnapshotCounts.Create(structure, edgeCalls, probability, roots, old, _measurements, _touched, MeasuresNetwork, _prior);
    }
}
