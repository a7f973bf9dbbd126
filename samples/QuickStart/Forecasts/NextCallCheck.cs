namespace ShadowGen.QuickStart.Forecasts;

/// <summary>Asks which call comes next at one place in the code, and scores the answers.</summary>
internal sealed class NextCallCheck
{
    private readonly NextCall[] _answers = new NextCall[3];
    private readonly NextCall[] _fullAnswers = new NextCall[3];
    private readonly StepCounts _baseline = new();
    private int _count;
    private int _fullCount;

    /// <summary>Of <see cref="Shadow.PredictNext"/>.</summary>
    public NextCallScore Learned { get; } = new();

    /// <summary>Of <see cref="Shadow.PredictNextFully"/>.</summary>
    public NextCallScore Full { get; } = new();

    /// <summary>Of <see cref="StepCounts"/>, as learned before the scoring began.</summary>
    public NextCallScore Baseline { get; } = new();

    public void Ask()
    {
        _count = Shadow.PredictNext(_answers);
        _fullCount = Shadow.PredictNextFully(_fullAnswers);
    }

    /// <param name="actual">The call that came; empty when it was not counted.</param>
    /// <param name="isScoring">False: learn from it.</param>
    public void Resolve(CallGraphEdge actual, bool isScoring)
    {
        if (actual.IsEmpty) return;
        if (!isScoring)
        {
            _baseline.Learn(actual);
            return;
        }
        Learned.Add(_answers.AsSpan(0, _count), actual);
        Full.Add(_fullAnswers.AsSpan(0, _fullCount), actual);
        Baseline.Add(_baseline.Predict(), actual);
    }
}
