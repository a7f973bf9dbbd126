using ShadowGen.Costs;
using ShadowGen.Sequences;

namespace ShadowGen.Prediction.Benchmarks.Needs;

/// <summary>The product's model of costs.</summary>
internal sealed class OwnNeeds(int operations) : NeedsPredictor
{
    private readonly CostModel _model = new(operations);
    private readonly uint[] _contexts = new uint[7];

    public override string Name => "ShadowGen";

    public override (double Cost, double Low, double High) Predict(in CallBegin call)
    {
        Hash(call);
        var forecast = _model.Predict(call.Operation, _contexts);
        return (forecast.IsKnown ? LogCost.ToCost(forecast.Median) : 0, LogCost.ToCost(forecast.Low), LogCost.ToCost(forecast.High));
    }

    // The forecast that intervals learn from is that of now: what ended since the call began has been learned.
    public override void Learn(in CallBegin call, double cost)
    {
        Hash(call);
        _model.Learn(call.Operation, call.Caller, _contexts, _model.Predict(call.Operation, _contexts), LogCost.Of(cost));
    }

    private void Hash(in CallBegin call)
    {
        var operation = Hashing.Mix(0x77u, call.Operation);
        var caller = Hashing.Mix(operation ^ 1, call.Caller);
        ReadOnlySpan<uint> contexts =
        [
            operation,
            caller,
            Hashing.Mix(caller ^ 2, call.LastSibling),
            Hashing.Mix(operation ^ 3, call.Path),
            Hashing.Mix(operation ^ 4, call.Recent),
            Hashing.Mix(Hashing.Mix(operation ^ 5, call.Path), call.Prefix),
            Hashing.Mix(operation ^ 6, call.Sequence),
        ];
        for (var i = 0; i < contexts.Length; i++) _contexts[i] = Hashing.Finish(contexts[i]);
    }
}
