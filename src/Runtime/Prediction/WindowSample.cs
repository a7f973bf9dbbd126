using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Shared.Model;

namespace ShadowGen.Prediction;

/// <summary>
/// Keeps what the order of calls can be learned from again by a later run: the first calls of the process, and a uniform sample of windows from all of its time (those with the least of random
/// numbers: bottom-k sampling, Cohen and Kaplan 2007, so that samples of several runs join to a sample of all). Engine thread only.
/// </summary>
internal sealed class WindowSample(ulong seed)
{
    private readonly List<int[]> _start = [];
    private readonly SortedList<ulong, int[]> _sampled = [];
    private readonly List<int> _open = [];
    private GraphModel? _graph;
    private ulong _random = seed | 1;

    private bool IsStarting => _start.Count < ModelWindow.MaxStart;

    public long MemoryBytes => sizeof(int) * (_start.Sum(w => (long)w.Length) + _sampled.Values.Sum(w => (long)w.Length) + _open.Capacity);

    public void Attach(GraphModel graph) => _graph = graph;

    /// <param name="window">Slots in the order of their calls; with the top bit set, a flow that the thread goes over to.</param>
    public void Take(ReadOnlySpan<uint> window)
    {
        if (_graph is null || window.IsEmpty) return;
        if (IsStarting) AddToStart(window);
        else Sample(window);
    }

    /// <summary>The windows as a model has them.</summary>
    public List<ModelWindow> Capture()
    {
        var windows = new List<ModelWindow>();
        for (var i = 0; i < _start.Count; i++) windows.Add(ToWindow((ulong)i, isStart: true, _start[i]));
        if (IsStarting && _open.Count > 0) windows.Add(ToWindow((ulong)_start.Count, isStart: true, [.. _open]));
        foreach (var (order, calls) in _sampled) windows.Add(ToWindow(order, isStart: false, calls));
        windows.RemoveAll(w => w.Calls.Length == 0);
        return windows;
    }

    private void AddToStart(ReadOnlySpan<uint> window)
    {
        foreach (var entry in window)
        {
            Append(_open, entry);
            if (_open.Count < ModelWindow.MaxCalls) continue;
            _start.Add([.. _open]);
            _open.Clear();
            if (!IsStarting) return;
        }
    }

    private void Sample(ReadOnlySpan<uint> window)
    {
        var order = Gap.Next(ref _random);
        if (_sampled.Count == ModelWindow.MaxSampled && order >= _sampled.Keys[^1]) return;
        var from = window.Length <= ModelWindow.MaxCalls ? 0 : (int)(Gap.Next(ref _random) % (ulong)(window.Length - ModelWindow.MaxCalls + 1));
        var calls = new List<int>();
        foreach (var entry in window[from..Math.Min(window.Length, from + ModelWindow.MaxCalls)]) Append(calls, entry);
        if (calls.Count == 0 || !_sampled.TryAdd(order, [.. calls])) return;
        if (_sampled.Count > ModelWindow.MaxSampled) _sampled.RemoveAt(_sampled.Count - 1);
    }

    // An edge by its index, a switch as what is below 0; slots are handed out again, edges are not.
    private void Append(List<int> calls, uint entry)
    {
        if ((entry & ThreadBlock.Marker) != 0) calls.Add(~(int)(entry & ~ThreadBlock.Marker));
        else if (_graph!.FindEdge((int)entry) is >= 0 and var edge) calls.Add(edge);
    }

    private ModelWindow ToWindow(ulong order, bool isStart, int[] calls)
    {
        var places = new Dictionary<int, int>();
        var flows = new Dictionary<int, int> { [~0] = -1 };
        var edges = new List<(ulong, ulong)>();
        var text = new int[calls.Length];
        for (var i = 0; i < calls.Length; i++)
        {
            if (calls[i] < 0)
            {
                if (!flows.TryGetValue(calls[i], out var flow)) flows.Add(calls[i], flow = -1 - flows.Count);
                text[i] = flow;
                continue;
            }
            if (!places.TryGetValue(calls[i], out var place))
            {
                places.Add(calls[i], place = edges.Count);
                var edge = _graph!.Edges[calls[i]];
                edges.Add((_graph.Functions[edge.Caller].Id.Value, _graph.Functions[edge.Callee].Id.Value));
            }
            text[i] = place;
        }
        return new(order, isStart, [.. edges], text);
    }
}
