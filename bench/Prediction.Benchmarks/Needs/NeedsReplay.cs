using ShadowGen.Prediction.Benchmarks.Data;
using ShadowGen.Sequences;

namespace ShadowGen.Prediction.Benchmarks.Needs;

/// <summary>What is known of a call when it begins.</summary>
/// <param name="Operation">What is called.</param>
/// <param name="Caller">By whom; <see cref="PathFrame.None"/> for a root.</param>
/// <param name="LastSibling">What the caller called before.</param>
/// <param name="Path">Hash of the operations from the root to the caller.</param>
/// <param name="Prefix">Hash of all that the caller called before.</param>
/// <param name="Recent">Hash of the flow's last three calls.</param>
/// <param name="Sequence">Number of the sequence within its set.</param>
internal readonly record struct CallBegin(int Operation, int Caller, int LastSibling, uint Path, uint Prefix, uint Recent, int Sequence);

/// <summary>A predictor of what a call costs, under test: asked when a call begins, told when it ends.</summary>
internal abstract class NeedsPredictor
{
    public abstract string Name { get; }

    /// <summary>The cost expected, 0 if nothing is known, and an interval that 90 % of costs should lie in; NaN or infinite when it has none.</summary>
    public abstract (double Cost, double Low, double High) Predict(in CallBegin call);

    public abstract void Learn(in CallBegin call, double cost);
}

/// <summary>Tells a predictor the calls of a set, each when it begins and when it ends, and scores it on those held out. Learning goes on there.</summary>
internal static class NeedsReplay
{
    /// <summary>A call that has not returned, and what was foretold of it.</summary>
    private readonly record struct OpenCall(int Index, CallBegin Begin, (double Cost, double Low, double High) Predicted);

    /// <param name="set">The calls.</param>
    /// <param name="costOf">NaN for a call that is neither learned nor scored.</param>
    /// <param name="predictor">Asked and told.</param>
    /// <param name="score">Receives what was foretold and what came.</param>
    /// <param name="factor">What costs are multiplied by once half of those held out have been scored: a change of the machine, or of the code.</param>
    public static void Run(CallSet set, Func<CallEvent, double> costOf, NeedsPredictor predictor, NeedsScore score, double factor = 1)
    {
        var half = factor == 1 ? long.MaxValue : set.Sequences.Sum(s => s.Events.Skip(s.Train).LongCount(e => !double.IsNaN(costOf(e)))) / 2;
        var path = new CallPath();
        var open = new Stack<OpenCall>();
        for (var number = 0; number < set.Sequences.Length; number++)
        {
            var sequence = set.Sequences[number];
            path.Begin();
            for (var i = 0; i < sequence.Events.Length; i++)
            {
                var call = sequence.Events[i];
                while (open.Count > 0 && open.Peek().Index != call.Parent) End(sequence);
                ref var caller = ref path.Top;
                var recent = Hashing.Mix(Hashing.Mix(path.Recent(1), path.Recent(2)), path.Recent(3));
                var begin = new CallBegin(call.Operation, caller.Operation, caller.Last, caller.Path, caller.Prefix, recent, number);
                path.Enter(call.Operation);
                open.Push(new(i, begin, predictor.Predict(begin)));
            }
            while (open.Count > 0) End(sequence);
        }

        void End(CallSequence sequence)
        {
            var call = open.Pop();
            path.Exit();
            var cost = costOf(sequence.Events[call.Index]);
            if (double.IsNaN(cost)) return;
            if (score.Count >= half) cost *= factor;
            if (call.Index >= sequence.Train) score.Add(call.Begin.Operation, call.Predicted, cost);
            predictor.Learn(call.Begin, cost);
        }
    }
}
