using ShadowGen.Benchmarks.Harness;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Figures;

/// <summary>How the throughput of shadowed calls grows from one thread to two, over how that of plain calls does.</summary>
internal sealed class ScalingFigures() : FigureGroup("call.scaling", new Figure("call.scaling.2threads", "x", Bound.AtLeast(0.97)))
{
    public const string Part = "scaling";

    private const int Rounds = 25;
    private const int Units = 200_000;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        if (Affinity.Allowed.Count >= 2) return Child.Run(Part);
        Console.Error.WriteLine("call.scaling.2threads needs two CPUs; this process may use one");
        return new Dictionary<string, double>();
    }

    /// <summary>In the child process.</summary>
    public static void MeasurePart()
    {
        var (plain, shadowed) = (Tiny1.Of<Tiny1.Plain<Copy0>>(), InFlow.Of(Tiny1.Of<Tiny1.Shadowed>()));
        Warmup.Run([plain, shadowed]);

        // Cost per call on thread CPU time: one thread's, and the mean of two that run at once.
        var cases = new (Batch Batch, int Threads, List<double> Costs)[] { (plain, 1, []), (plain, 2, []), (shadowed, 1, []), (shadowed, 2, []) };
        var random = new Random(Environment.ProcessId);
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(cases);
            foreach (var (batch, threads, costs) in cases) costs.Add(Cost(batch, threads));
        }
        Child.Answer("call.scaling.2threads", Scaling(shadowed) / Scaling(plain));

        double Scaling(Batch batch) => 2 * Median(batch, 1) / Median(batch, 2);
        double Median(Batch batch, int threads) => Statistics.Median(cases.Single(c => c.Batch == batch && c.Threads == threads).Costs);
    }

    private static double Cost(Batch batch, int threads)
    {
        using var together = new Barrier(threads);
        var costs = new double[threads];
        var workers = Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            Affinity.Pin(i);
            batch(100); // its block, its tables
            together.SignalAndWait();
            var start = Clock.ThreadCpu();
            var calls = batch(Units);
            costs[i] = (Clock.ThreadCpu() - start) / calls;
        })).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());
        return costs.Average();
    }
}
