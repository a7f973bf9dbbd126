using ShadowGen.Counters;
using ShadowGen.Prediction.Benchmarks.Data;
using ShadowGen.Prediction.Benchmarks.Sequences;
using ShadowGen.Sequences;

namespace ShadowGen.Prediction.Benchmarks.Costs;

/// <summary>Calls that the model of sequences learns in a second, on one core: each with its return.</summary>
internal static class LearningRate
{
    private const int Rounds = 3;

    /// <summary>Calls a second of the thread's CPU time over a whole set, the best of some rounds.</summary>
    public static double Of(CallSet set)
    {
        var best = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var listener = new Learner(set.Operations);
            var start = ThreadClock.Cpu();
            Replay.Run(set, listener);
            best = Math.Max(best, set.Events / ((ThreadClock.Cpu() - start) / 1e9));
        }
        return best;
    }

    private sealed class Learner(int operations) : Listener
    {
        private readonly SequenceModel _model = new(operations);

        public override void Begin() => _model.Begin();

        public override void Call(int operation, bool isScored) => _model.Enter(operation);

        public override void Return(bool isScored) => _model.Exit();
    }
}
