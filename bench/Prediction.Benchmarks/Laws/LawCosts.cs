using System.Runtime.Intrinsics;
using ShadowGen.Counters;
using ShadowGen.Laws;

namespace ShadowGen.Prediction.Benchmarks.Laws;

/// <summary>What learning and asking cost: all four resources of a call of one or two sizes, or of a size and a code.</summary>
internal static class LawCosts
{
    private const int Calls = 20_000, Rounds = 31;

    private static double _sink;

    /// <summary>Nanoseconds for a call, the dearest of the shapes; and bytes allocated in all of them.</summary>
    public static (double Learn, double Read, double Bytes) Measure()
    {
        var (learn, read, bytes) = (0.0, 0.0, 0.0);
        foreach (var shape in (LawShape[])[LawShape.Of(1, 0), LawShape.Of(2, 0), LawShape.Of(2, 0b10)])
        {
            var arguments = Arguments(shape);
            var learner = new ArgumentLawLearner(shape);
            Learn(learner, arguments);
            var table = new LawTable([learner.Publish()]);
            Read(table, arguments);
            learn = Math.Max(learn, Fastest(() => Learn(learner, arguments)));
            read = Math.Max(read, Fastest(() => Read(table, arguments)));
            var before = GC.GetAllocatedBytesForCurrentThread();
            Learn(learner, arguments);
            Read(table, arguments);
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
        }
        return (learn, read, bytes);
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

    private static long[] Arguments(LawShape shape)
    {
        var random = new Random(1);
        var arguments = new long[Calls * shape.Features];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = (shape.Codes >> (i % shape.Features) & 1) != 0 ? random.Next(3) : (long)(10 * Math.Pow(3000, random.NextDouble()));
        return arguments;
    }

    private static void Learn(ArgumentLawLearner learner, long[] arguments)
    {
        var features = learner.Shape.Features;
        for (var i = 0; i < arguments.Length; i += features)
        {
            var size = (float)arguments[i];
            learner.Learn(arguments.AsSpan(i, features), Vector128.Create(500 + (3 * size), 900 + (4 * size), 56 + (2 * size), 0), Vector128.Create(-1).AsSingle());
        }
    }

    private static void Read(LawTable table, long[] arguments)
    {
        var features = table[0]!.Shape.Features;
        var sum = 0.0;
        var whole = ResourcePrediction.NotMeasured;
        for (var i = 0; i < arguments.Length; i += features) sum += table.Refine(0, arguments.AsSpan(i, features), whole).CpuTime.Mean;
        _sink += sum;
    }
}
