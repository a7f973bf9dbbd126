using ShadowGen.Prediction.Benchmarks.Sequences;

namespace ShadowGen.Prediction.Benchmarks.Rivals;

/// <summary>All rivals, listening to one set together; most count in the same contexts.</summary>
internal sealed class RivalPanel : Listener
{
    /// <summary>Outcome 0: the caller returns. Operation n is outcome n + 1.</summary>
    private const int Returns = 0;

    private readonly SequenceTask _task;
    private readonly bool _online;
    private readonly RivalContexts _contexts;
    private readonly Blend[] _blends;
    private readonly double[] _distribution;

    /// <param name="online">Learning goes on in what is scored.</param>
    /// <param name="byHistory">For the child task: contexts are the flow's last calls, not only the caller's.</param>
    public RivalPanel(SequenceTask task, int operations, bool online, bool byHistory = false)
    {
        _task = task;
        _online = online;
        Blend[] short5 = [.. Enumerable.Range(0, 6).Select(n => new WittenBell(n)), new PpmC(5), new FixedShare(5), new ContextTree(5, 0)];
        _blends = task == SequenceTask.Child
            ? short5
            : [.. short5, new WittenBell(8), new WittenBell(12), new WittenBell(16), new WittenBell(20), new PpmC(8), new PpmC(12), new PpmC(20), new FixedShare(12), new FixedShare(20), new ContextTree(20, 1), new CptPlus()];
        _contexts = new(task, byHistory, _blends.Max(b => b.Order));
        _distribution = new double[operations + 1];
        Scores = [.. _blends.Select(b => new Score(byHistory ? $"{b.Name}, history" : b.Name))];
    }

    public Score[] Scores { get; }

    /// <summary>The longest context that the rival with this score looks at.</summary>
    public int OrderOf(Score score) => _blends[Array.IndexOf(Scores, score)].Order;

    public override void Begin()
    {
        _contexts.Begin();
        foreach (var blend in _blends) blend.Begin();
    }

    public override void Next(int operation, bool isScored)
    {
        if (_task == SequenceTask.Flat) Outcome(operation + 1, isScored);
    }

    public override void Call(int operation, bool isScored)
    {
        if (_task == SequenceTask.Child && _contexts.HasCaller) Outcome(operation + 1, isScored);
        _contexts.Enter(operation);
        foreach (var blend in _blends) blend.Called(operation, _online || !isScored);
    }

    public override void Return(bool isScored)
    {
        if (_task == SequenceTask.Child) Outcome(Returns, isScored);
        _contexts.Exit();
    }

    private void Outcome(int outcome, bool isScored)
    {
        // A sequence's next call is never a return: flat has an outcome less.
        var first = _task == SequenceTask.Flat ? 1 : 0;
        var contexts = _contexts.Find();
        var distribution = _distribution.AsSpan(first);
        for (var i = 0; i < _blends.Length; i++)
        {
            if (isScored)
            {
                _blends[i].Predict(contexts, distribution);
                Scores[i].Add(distribution, outcome - first);
            }
            if (_online || !isScored) _blends[i].Learn(contexts, outcome - first, distribution.Length);
        }
        if (_online || !isScored) _contexts.Count(outcome - first);
    }
}
