using System.Runtime.CompilerServices;
using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Sequences;

namespace ShadowGen.Prediction;

/// <summary>
/// Feeds the model of sequences from flight recorders: each flow's calls go on where the flow was, on whatever thread. As much of each window is learned as the allowance
/// pays for; the rest is followed, so that histories stay whole. Engine thread only.
/// </summary>
internal sealed class SequenceLearner
{
    private const int FirstOperations = 1024;

    private const long FlowKey = 1L << 62;

    /// <summary>Stands for the threads of earlier runs; those of this one are addresses.</summary>
    private const long RestoredThread = -1;

    private readonly SequenceModel _model = new(FirstOperations) { CountsAlways = true };
    private readonly FlowPaths _paths = new();
    private readonly Dictionary<long, long> _flowOfThread = [];
    private readonly Queue<uint[]> _restored = new();
    private GraphModel? _graph;
    private int _calls;
    private ulong _random = 0x9E37_79B9_7F4A_7C15;

    /// <summary>What measured calls told of who calls whom.</summary>
    public ParentSets Parents { get; } = new();

    public SequenceMemory Memory => _model.Memory;

    public SequenceQuality Quality => _model.Quality;

    /// <summary>Calls that were learned, and calls that were only followed; flow switches are no calls.</summary>
    public long Learned { get; private set; }

    public long Followed { get; private set; }

    public long MemoryBytes => _model.MemoryBytes + _paths.Bytes + Parents.Bytes;

    /// <summary>What learning may cost.</summary>
    public LearningAllowance Allowance { get; } = new();

    public void Attach(GraphModel graph) => _graph = graph;

    /// <summary>A measured call tells in which call it was made.</summary>
    public void Observe(in CallSample sample)
    {
        if (_graph is null || sample.Slot <= 0) return;
        if (sample.ParentSlot == 0) Parents.Add(sample.Slot, ParentSets.Root);
        else if (_graph.TryGetEdge(sample.ParentSlot, out _, out var parent)) Parents.Add(sample.Slot, parent);
    }

    /// <param name="window">Slots in the order of their calls on one thread; with the top bit set, a flow that the thread goes over to.</param>
    /// <param name="thread">Identifies the thread; not 0.</param>
    /// <param name="continues">Nothing is missing between the thread's last window and this one.</param>
    /// <returns>False when the allowance did not even pay for following it.</returns>
    public bool Learn(ReadOnlySpan<uint> window, long thread, bool continues)
    {
        if (_graph is null || !Allowance.Admit(window.Length, out var learned))
        {
            _flowOfThread.Remove(thread);
            return false;
        }
        var flow = thread;
        var goesOn = continues && _flowOfThread.TryGetValue(thread, out flow);
        if (!goesOn) flow = thread;
        SwitchTo(flow, fresh: !goesOn);
        _calls = 0;
        _model.IsLearning = false; // whatever a fault has left
        var from = (int)(Gap.Next(ref _random) % (ulong)(window.Length - learned + 1));
        flow = Follow(window[..from], thread, flow);
        var before = _calls;
        Allowance.BeginLearning();
        _model.IsLearning = true;
        flow = Follow(window.Slice(from, learned), thread, flow);
        Allowance.EndLearning(learned);
        var made = _calls - before;
        _model.IsLearning = false;
        flow = Follow(window[(from + learned)..], thread, flow);
        Allowance.EndWindow(window.Length - learned);
        if (_flowOfThread.Count >= 4096) _flowOfThread.Clear();
        _flowOfThread[thread] = flow;
        Learned += made;
        Followed += _calls - made;
        return true;
    }

    /// <summary>Takes windows of earlier runs, to be learned by <see cref="RestoreMore"/>. They are no calls of this process: neither counted nor scored.</summary>
    public void Restore(List<uint[]> windows)
    {
        foreach (var window in windows) _restored.Enqueue(window);
    }

    /// <summary>Learns windows of earlier runs, for so long: in a young process, whose code is not optimised yet, all of them would take long.</summary>
    /// <returns>Whether there are more.</returns>
    public bool RestoreMore(double ns)
    {
        if (_restored.Count == 0 || _graph is null) return false;
        var begun = ThreadClock.Now();
        while (_restored.TryDequeue(out var window))
        {
            SwitchTo(RestoredThread, fresh: true);
            _model.IsLearning = true;
            Follow(window, RestoredThread, RestoredThread);
            _model.IsLearning = false;
            if (ThreadClock.Now() - begun > ns) break;
        }
        SwitchTo(RestoredThread, fresh: true);
        _model.Quality.Clear();
        return _restored.Count > 0;
    }

    public void Forget(int firstSlot, int count)
    {
        Parents.Forget(firstSlot, count);
        _restored.Clear(); // they are slots, which will be other calls'
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Follow(ReadOnlySpan<uint> calls, long thread, long flow)
    {
        var sink = new ModelSink(_model);
        foreach (var entry in calls)
        {
            if ((entry & ThreadBlock.Marker) != 0)
            {
                var id = entry & ~ThreadBlock.Marker;
                flow = id == 0 ? thread : FlowKey | id;
                SwitchTo(flow, fresh: false);
                continue;
            }
            if (!_graph!.TryGetEdge((int)entry, out var caller, out var callee)) continue;
            if (Math.Max(caller, callee) >= Outcome.MaxOperations) continue;
            if (Math.Max(caller, callee) >= _model.Operations) _model.Grow(Math.Min(Outcome.MaxOperations, Math.Max(_graph.FunctionCount, _model.Operations * 2)));
            _calls++;
            SlotFollower.Call(ref sink, Parents, (int)entry, caller, callee);
        }
        return flow;
    }

    private void SwitchTo(long flow, bool fresh)
    {
        var path = _paths.Of(flow, out var known);
        if (known && !fresh && ReferenceEquals(path, _model.Path)) return;
        if (!known) End(path);
        _model.Resume(path);
        if (fresh || !known) _model.Begin();
    }

    // A flow that nothing was heard of for so long has ended: what was on its path has returned.
    private void End(CallPath path)
    {
        if (path.Depth == 0) return;
        _model.Resume(path);
        while (path.Depth > 0) _model.Exit();
    }

    private readonly struct ModelSink(SequenceModel model) : ICallSink
    {
        public CallPath Path => model.Path;

        public void Enter(int operation) => model.Enter(operation);

        public void Exit() => model.Exit();
    }
}
