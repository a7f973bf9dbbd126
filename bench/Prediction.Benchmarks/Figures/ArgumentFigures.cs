using ShadowGen.Benchmarks.Figures;
using ShadowGen.Benchmarks.Harness;
using ShadowGen.Branches;
using ShadowGen.Prediction.Benchmarks.Branches;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>What arguments tell of what a call calls: bits with them over bits without, for which callees it has and which share of its calls each is. Learning on, scored on the last part of each set.</summary>
internal sealed class ArgumentFigures(TextWriter output) : FigureGroup(
    "arguments",
    new("arguments.next.ratio", "x", Bound.AtMost(0.85)),
    new("arguments.next.known", "x", Bound.AtMost(0.25)),
    new("arguments.next.idle", "x", Bound.AtMost(1.005)),
    new("arguments.learn", "ns", Bound.AtMost(2000)),
    new("arguments.read", "ns", Bound.AtMost(60)),
    new("arguments.allocated", "B", Bound.AtMost(0)))
{
    public override IReadOnlyDictionary<string, double> Measure()
    {
        var recorded = Checkout.Traces is { } traces ? RecordedRuns.All(traces).Select(Score).ToList() : [];
        var known = KnownBranches.Deciding().Select(Score).ToList();
        var idle = KnownBranches.Idle().Select(Score).ToList();
        var (learn, read, bytes) = BranchCosts.Measure();
        var figures = new Dictionary<string, double>
        {
            ["arguments.next.known"] = Math.Exp(known.Average(Math.Log)),
            ["arguments.next.idle"] = idle.Max(),
            ["arguments.learn"] = learn,
            ["arguments.read"] = read,
            ["arguments.allocated"] = bytes,
        };
        if (recorded.Count > 0) figures["arguments.next.ratio"] = Math.Exp(recorded.Average(Math.Log));
        return figures;
    }

    private double Score(RunSet set)
    {
        var learners = new BranchLearner?[set.Codes.Length];
        var bits = new (double With, double Without, int Runs)[set.Codes.Length];
        foreach (var run in set.Runs)
        {
            var (features, codes) = set.Codes[run.Operation];
            var learner = learners[run.Operation] ??= new(features, codes);
            if (run.IsScored)
            {
                var (with, without) = learner.BitsFor(run.Arguments, run.Callees);
                ref var sum = ref bits[run.Operation];
                sum = (sum.With + with, sum.Without + without, sum.Runs + 1);
            }
            learner.Learn(run.Arguments, run.Callees);
        }
        var (all, plain, runs) = (bits.Sum(b => b.With), bits.Sum(b => b.Without), bits.Sum(b => b.Runs));
        var told = learners.Count(l => l is { Chosen: >= 0 });
        output.WriteLine($"{set.Name,-28}{runs,8} calls scored{plain / runs,9:f4} bits without{all / runs,9:f4} with{all / plain,9:f3} x, told by arguments: {told} of {learners.Count(l => l is not null)} functions");
        return all / plain;
    }
}
