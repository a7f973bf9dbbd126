using ShadowGen.Prediction.Benchmarks.Data;
using ShadowGen.Prediction.Benchmarks.Sequences;
using ShadowGen.Sequences;

namespace ShadowGen.Prediction.Benchmarks.EndToEnd;

/// <summary>What this process's engine has learned, asked along a recorded run of the same program. It learns nothing here.</summary>
internal sealed class LiveModel : Listener
{
    private readonly SequenceCursor _cursor;
    private readonly int[] _nodes;
    private readonly OutcomeProbability[] _outcomes = new OutcomeProbability[128];
    private readonly double[] _distribution;

    /// <exception cref="InvalidOperationException">A function of the recording is not known to the engine.</exception>
    public LiveModel(CallSet recorded)
    {
        var snapshot = ShadowExecutionEngine.Snapshot;
        _cursor = new(snapshot.Sequences?.Memory ?? throw new InvalidOperationException("the engine has learned nothing"), new());
        _nodes = [.. Enumerable.Range(0, recorded.Operations).Select(NodeOf)];
        _distribution = new double[_cursor.Memory.Operations + 1];

        int NodeOf(int operation)
        {
            var node = snapshot.Graph.Find(recorded.Table.NameOf(operation));
            return !node.IsEmpty && node.Index < _cursor.Memory.Operations ? node.Index : throw new InvalidOperationException($"the engine does not know {recorded.Table.NameOf(operation)}");
        }
    }

    // Of a process whose engine has published nothing yet: nothing is known.
    private LiveModel(CallSet recorded, Score score)
    {
        Child = score;
        _cursor = new(new(recorded.Operations, new()), new());
        _nodes = [.. Enumerable.Range(0, recorded.Operations)];
        _distribution = new double[_cursor.Memory.Operations + 1];
    }

    /// <summary>What the engine knows now, if anything.</summary>
    /// <param name="recorded">What it is asked along.</param>
    /// <param name="score">Is added to.</param>
    public static LiveModel Now(CallSet recorded, Score score) =>
        ShadowExecutionEngine.Snapshot.Sequences is not null && !ShadowExecutionEngine.Snapshot.Graph.Find(recorded.Table.NameOf(0)).IsEmpty ? new(recorded) { Child = score } : new(recorded, score);

    public Score Child { get; private init; } = new("ShadowGen, live");

    public override void Begin() => _cursor.Path.Begin();

    public override void Call(int operation, bool isScored)
    {
        if (isScored && _cursor.Depth > 0) Add(Outcome.Of(_nodes[operation]));
        _cursor.Path.Enter(_nodes[operation]);
        _cursor.FindMatches();
    }

    public override void Return(bool isScored)
    {
        if (isScored) Add(Outcome.Returns);
        _cursor.Path.Exit();
    }

    private void Add(int came)
    {
        _cursor.Fill(_distribution, _cursor.NextOfCaller(_outcomes), mayReturn: true);
        Child.Add(_distribution, came);
    }
}
