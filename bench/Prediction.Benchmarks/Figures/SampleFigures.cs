using System.Diagnostics;
using System.Text;
using ShadowGen.Benchmarks.Figures;
using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>
/// How many samples a second the engine takes in on one core: the graph's profiles, inclusive and exclusive, and learning costs, of four resources. The fastest of several runs over
/// samples of 64 functions, with log-normal costs. Reading a published interval is measured in the same way.
/// </summary>
internal sealed class SampleFigures() : FigureGroup(
    "samples",
    new("engine.samples", "samples/s", Bound.AtLeast(1_000_000)),
    new("engine.samples.costs", "samples/s"),
    new("engine.samples.bytes", "B", Bound.AtMost(0)),
    new("needs.interval.read", "ns"))
{
    // Runs of a few milliseconds: the fastest was not interrupted.
    private const int Functions = 64, Samples = 1 << 12, Runs = 300;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var graph = new GraphModel();
        graph.AddSkeleton(1, SkeletonParser.Parse(Encoding.UTF8.GetBytes(Skeleton())));
        var learner = new CostLearner();
        learner.Publish(graph.Publish());
        var samples = Draw();
        var (both, alone) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var run = 0; run < Runs; run++)
        {
            both = Math.Min(both, Seconds(() => Take(samples, graph, learner)));
            alone = Math.Min(alone, Seconds(() => Take(samples, null, learner)));
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        Take(samples, graph, learner);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return new Dictionary<string, double>
        {
            ["engine.samples"] = Samples / both,
            ["engine.samples.costs"] = Samples / alone,
            ["engine.samples.bytes"] = bytes,
            ["needs.interval.read"] = ReadNs(learner.Publish(graph.Publish())),
        };
    }

    private static void Take(CallSample[] samples, GraphModel? graph, CostLearner learner)
    {
        foreach (ref readonly var sample in samples.AsSpan())
        {
            graph?.AddSample(sample);
            learner.Observe(sample);
        }
    }

    private static double ReadNs(IntervalTable table)
    {
        var (best, sum) = (double.PositiveInfinity, 0.0);
        for (var run = 0; run < Runs; run++)
        {
            best = Math.Min(best, Seconds(() =>
            {
                for (var i = 0; i < Samples; i++) sum += table.High(i % Functions, ResourceKind.ElapsedTime) - table.Low(i % Functions, ResourceKind.ElapsedTime);
            }));
        }
        return double.IsNaN(sum) ? throw new VoidRunException("an interval was not measured") : best / Samples * 1e9;
    }

    private static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static CallSample[] Draw()
    {
        var random = new Random(7);
        var samples = new CallSample[Samples];
        foreach (ref var sample in samples.AsSpan())
        {
            sample.Slot = 1 + random.Next(Functions);
            sample.Weight = 64;
            sample.Flags = SampleFlags.CpuMeasured | SampleFlags.HasExclusive | SampleFlags.NetworkMeasured;
            sample.ElapsedNs = Cost();
            sample.CpuNs = Cost();
            sample.AllocatedBytes = Cost();
            sample.NetworkBytes = Cost();
            sample.ExclusiveElapsedNs = sample.ElapsedNs / 2;
            sample.ExclusiveCpuNs = sample.CpuNs / 2;
            sample.ExclusiveAllocatedBytes = sample.AllocatedBytes / 2;
            sample.ExclusiveNetworkBytes = sample.NetworkBytes / 2;
        }
        return samples;

        long Cost() => (long)(1000 * Math.Exp(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));
    }

    private static string Skeleton()
    {
        var text = new StringBuilder("shadowgen-skeleton 1\nassembly App\nfile A.cs\n");
        for (var i = 0; i <= Functions; i++) text.Append(FormattableString.Invariant($"method {Id(i)} {i + 1} s M:N.T.F{i}\n"));
        for (var i = 0; i < Functions; i++) text.Append(FormattableString.Invariant($"edge {i} {Id(Functions)} {Id(i)} 0 {i + 1}:5\n"));
        return text.ToString();

        static FunctionId Id(int i) => FunctionId.Create("App", $"M:N.T.F{i}");
    }
}
