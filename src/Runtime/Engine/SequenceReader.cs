using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Sequences;

namespace ShadowGen.Engine;

/// <summary>
/// Asks the model of sequences what comes next on the running thread: follows the thread's own flight recorder from where it was asked last, and lets the thread's path
/// have the last word on which calls have returned. One for each thread that asks; nothing is allocated after it was made.
/// </summary>
internal sealed unsafe class SequenceReader(SequenceMemory memory, ParentSets parents)
{
    /// <summary>Calls on the path that contexts can see.</summary>
    private const int PathCapacity = 128;

    /// <summary>Calls that are followed at most: contexts and matches look no further back.</summary>
    private const int MostCalls = CallPath.RecentCalls;

    private const int MostOutcomes = 32;

    [ThreadStatic]
    private static SequenceReader? _current;

    /// <summary>Outcomes that are looked at for each caller: as many as are asked for, within these bounds. What is rarer than so many others is not worth its time.</summary>
    private const int LeastRanks = 3, MostRanks = 8;

    private readonly SequenceCursor _cursor = new(memory, new(PathCapacity)) { TrustsLeaves = true };
    private readonly OutcomeProbability[] _outcomes = new OutcomeProbability[MostOutcomes];
    private GraphStructure? _structure;
    private ThreadBlock* _block;
    private uint _position;

    /// <summary>What the running function does next: calls, or returns.</summary>
    public static int NextOfCaller(ShadowSnapshot snapshot, Span<NextCall> destination) => Ask(snapshot, destination, ofCaller: true);

    /// <summary>Which call comes next in this flow, whoever makes it.</summary>
    public static int Next(ShadowSnapshot snapshot, Span<NextCall> destination) => Ask(snapshot, destination, ofCaller: false);

    private static int Ask(ShadowSnapshot snapshot, Span<NextCall> destination, bool ofCaller)
    {
        var block = TraceCapture.Current();
        if (snapshot.Sequences is not { } learned || block == null) return 0;
        try
        {
            if (_current is not { } reader || !ReferenceEquals(reader._cursor.Memory, learned.Memory)) _current = reader = new(learned.Memory, learned.Parents);
            reader.Follow(block, snapshot.Graph.Structure);
            return reader.Answer(snapshot.Graph, ofCaller, destination);
        }
        catch (Exception exception)
        {
            _current = null;
            Faults.Caught(exception, "the next call was foretold");
            return 0;
        }
    }

    private void Follow(ThreadBlock* block, GraphStructure structure)
    {
        var position = block->Position;
        var behind = (position - _position) / sizeof(uint);
        if (block != _block || !ReferenceEquals(structure, _structure) || behind > MostCalls)
        {
            _block = block;
            _structure = structure;
            _cursor.Path.Begin();
            behind = Math.Min(MostCalls, position / sizeof(uint));
        }
        var sink = new CursorSink(_cursor);
        var isNew = behind > 0;
        for (; behind > 0; behind--) FollowOne(ref sink, *ThreadBlock.Entry(block, position - (behind * sizeof(uint))), structure);
        _position = position;
        ReturnTo(block, structure);
        if (isNew) _cursor.FindMatches();
    }

    private void FollowOne(ref CursorSink sink, uint entry, GraphStructure structure)
    {
        if ((entry & ThreadBlock.Marker) != 0)
        {
            _cursor.Path.Begin();
            return;
        }
        var edge = structure.EdgeOfSlot(entry);
        if (edge < 0) return;
        var (caller, callee) = (structure.Caller[edge], structure.Callee[edge]);
        if (Math.Max(caller, callee) < memory.Operations) SlotFollower.Call(ref sink, parents, (int)entry, caller, callee);
    }

    // The thread's path knows which calls have returned since the last one was made.
    private void ReturnTo(ThreadBlock* block, GraphStructure structure)
    {
        var path = _cursor.Path;
        var depth = (int)((block->Top - block->Base) / sizeof(uint));
        if (depth == 0)
        {
            while (path.Depth > 0) path.Exit();
            return;
        }
        var running = FunctionOf(*(uint*)(block->Top - sizeof(uint)), structure);
        var last = *(int*)block->Top;
        var sibling = last > 0 ? FunctionOf((uint)last, structure) : last < 0 ? PathFrame.Unseen : PathFrame.None;
        var returns = 0;
        while (returns < path.Depth && !IsAt(path.Above(returns), running, sibling)) returns++;
        if (returns < path.Depth)
        {
            while (returns-- > 0) path.Exit();
            return;
        }
        path.Begin();
        for (var i = Math.Max(0, depth - PathCapacity); i < depth; i++)
        {
            var function = FunctionOf(((uint*)block->Base)[i], structure);
            if (function >= 0) path.EnterMidway(function);
        }
    }

    private static bool IsAt(in PathFrame frame, int running, int sibling) =>
        frame.Operation == running && (frame.Last == sibling || sibling == PathFrame.Unseen || (frame.Last == PathFrame.Unseen && sibling == PathFrame.None));

    private static int FunctionOf(uint slot, GraphStructure structure)
    {
        var edge = structure.EdgeOfSlot(slot);
        return edge < 0 ? PathFrame.None : structure.Callee[edge];
    }

    private int Answer(CallGraph graph, bool ofCaller, Span<NextCall> destination)
    {
        _cursor.MostRanks = Math.Clamp(destination.Length, LeastRanks, MostRanks);
        var forecast = ofCaller ? _cursor.NextOfCaller(_outcomes) : _cursor.NextCall(_outcomes);
        var written = 0;
        foreach (var likely in forecast.Outcomes)
        {
            if (written == destination.Length) break;
            if (likely.Outcome == Outcome.Returns) destination[written++] = new(default, likely.Probability, IsReturn: true);
            else if (EdgeTo(graph, Outcome.OperationOf(likely.Outcome), likely.Caller) is >= 0 and var edge) destination[written++] = new(new(graph, edge), likely.Probability);
        }
        return written;
    }

    // The call may stand in a method that is not shadowed, below the caller: then the edge that was counted most.
    private static int EdgeTo(CallGraph graph, int callee, int caller)
    {
        var structure = graph.Structure;
        if ((uint)callee >= (uint)structure.NodeCount) return -1;
        var best = -1;
        for (var i = structure.ParentStart[callee]; i < structure.ParentStart[callee + 1]; i++)
        {
            var edge = structure.ParentEdges[i];
            if (structure.Caller[edge] == caller) return edge;
            if (best < 0 || graph.Counts.EdgeCalls[edge] > graph.Counts.EdgeCalls[best]) best = edge;
        }
        return best;
    }

    private readonly struct CursorSink(SequenceCursor cursor) : ICallSink
    {
        public CallPath Path => cursor.Path;

        public void Enter(int operation) => cursor.Path.Enter(operation);

        public void Exit() => cursor.Path.Exit();
    }
}
