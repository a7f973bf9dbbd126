using ShadowGen.Branches;
using ShadowGen.Counters;

namespace ShadowGen.Prediction.Benchmarks.Branches;

/// <summary>What learning a run and asking for one cost: a flag, an enum and two sizes, three callees.</summary>
internal static class BranchCosts
{
    private const int Calls = 20_000, Rounds = 31;

    private static double _sink;

    /// <summary>Nanoseconds for a run, and for a question; bytes that they allocate.</summary>
    public static (double Learn, double Read, double Bytes) Measure()
    {
        var random = new Random(1);
        var arguments = new long[4 * Calls];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = random.Next((i & 3) switch { 0 => 2, 1 => 6, _ => 1000 });
        var learner = new BranchLearner(4, 0b0011);
        Learn(learner, arguments);
        var branches = learner.Publish();
        var learn = Fastest(() => Learn(learner, arguments));
        var read = Fastest(() => Read(branches, arguments));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Learn(learner, arguments);
        Read(branches, arguments);
        return (learn, read, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Learn(BranchLearner learner, long[] arguments)
    {
        Span<CalleeRun> run = stackalloc CalleeRun[3];
        for (var i = 0; i < arguments.Length; i += 4)
        {
            run[0] = new(1, 1);
            run[1] = new(2 + (int)arguments[i], 1);
            run[2] = new(4 + (int)arguments[i + 1], 2);
            learner.Learn(arguments.AsSpan(i, 4), run);
        }
    }

    private static void Read(ArgumentBranches branches, long[] arguments)
    {
        for (var i = 0; i < arguments.Length; i += 4) _sink += branches.Find(arguments.AsSpan(i, 4))?.ShareOf(1) ?? 0;
    }

    // The lower quartile: other work on the machine only ever adds.
    private static double Fastest(Action round)
    {
        var times = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var start = ThreadClock.Cpu();
            round();
            times.Add((double)(ThreadClock.Cpu() - start) / Calls);
        }
        times.Sort();
        return times[Rounds / 4];
    }
}
