using ShadowGen.Sequences;

namespace ShadowGen.Prediction.Benchmarks.Sequences;

/// <summary>The product's model, listening to a set.</summary>
/// <param name="online">Learning goes on in what is scored.</param>
/// <param name="every">It learns from one call in so many, in windows, as the engine does when calls are many.</param>
internal sealed class OwnModel(int operations, bool online, int every = 1) : Listener
{
    /// <summary>Calls that are learned in one go.</summary>
    public const int Window = 32;

    private long _calls;

    private readonly SequenceModel _model = new(operations);
    private readonly OutcomeProbability[] _outcomes = new OutcomeProbability[128];
    private readonly double[] _distribution = new double[operations + 1];

    public Score Child { get; } = new("ShadowGen");

    public Score Flat { get; } = new("ShadowGen");

    public long MemoryBytes => _model.MemoryBytes;

    public override void Begin() => _model.Begin();

    public override void Next(int operation, bool isScored)
    {
        _model.IsLearning = (online || !isScored) && _calls++ / Window % every == 0;
        if (isScored) Add(Flat, _model.NextCall(_outcomes), Outcome.Of(operation), mayReturn: false);
    }

    public override void Call(int operation, bool isScored)
    {
        if (isScored && _model.Depth > 0) Add(Child, _model.NextOfCaller(_outcomes), Outcome.Of(operation), mayReturn: true);
        _model.Enter(operation);
    }

    public override void Return(bool isScored)
    {
        if (isScored) Add(Child, _model.NextOfCaller(_outcomes), Outcome.Returns, mayReturn: true);
        _model.Exit();
    }

    private void Add(Score score, in Forecast forecast, int came, bool mayReturn)
    {
        _model.Fill(_distribution, forecast, mayReturn);
        score.Add(_distribution, came);
    }
}
