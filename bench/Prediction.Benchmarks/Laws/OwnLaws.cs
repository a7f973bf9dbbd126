using System.Runtime.Intrinsics;
using ShadowGen.Laws;

namespace ShadowGen.Prediction.Benchmarks.Laws;

/// <summary>
/// The product's laws, read as the engine would publish them: again after every <paramref name="period"/> calls of an operation. Where a law says that arguments do not help, the
/// median of the last costs, which stands for what the caller would go by without them.
/// </summary>
internal sealed class OwnLaws(bool[][] codes, int period) : LawPredictor(period == 1 ? "ShadowGen" : $"ShadowGen, each {period}")
{
    private static readonly Vector128<float> Measured = Vector128.CreateScalar(-1).AsSingle();

    private readonly ArgumentLawLearner[] _learners = Array.ConvertAll(codes, c => new ArgumentLawLearner(ShapeOf(c)));
    private readonly ArgumentLaw?[] _laws = new ArgumentLaw?[codes.Length];
    private readonly RollingMedian _usual = new(codes.Length, 100);
    private readonly int[] _calls = new int[codes.Length];

    public ArgumentLawLearner this[int operation] => _learners[operation];

    public override (double Cost, double Low, double High) Predict(in ArgumentCall call)
    {
        if (_laws[call.Operation] is not { } law || law.Helps.AsInt32()[0] == 0) return _usual.Predict(call);
        law.Read(call.Arguments, out var forecast);
        return (forecast.Median[0], forecast.Low[0], forecast.High[0]);
    }

    public override void Learn(in ArgumentCall call)
    {
        _usual.Learn(call);
        var learner = _learners[call.Operation];
        learner.Learn(call.Arguments, Vector128.CreateScalar((float)call.Cost), Measured);
        if (_calls[call.Operation]++ % period == 0) _laws[call.Operation] = learner.Publish();
    }

    private static LawShape ShapeOf(bool[] codes) => LawShape.Of(codes.Length, codes.Select((isCode, i) => isCode ? 1 << i : 0).Sum());
}
