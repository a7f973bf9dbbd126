using ShadowGen.Benchmarks.Harness;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Figures;

/// <summary>Resident memory (proportional set size) that shadowing adds to threads that live and rest, over that of threads which do the same without it.</summary>
internal sealed class MemoryFigures() : FigureGroup("memory",
    new("memory.thread", "KB", Bound.AtMost(64)),
    new("memory.2000threads", "MB", Bound.AtMost(128)),
    new("memory.model.12000edges", "MB"))
{
    public const string PartFewPlain = "memory-200-plain";
    public const string PartFewShadowed = "memory-200-shadowed";
    public const string PartManyPlain = "memory-2000-plain";
    public const string PartManyShadowed = "memory-2000-shadowed";

    private const string Growth = "growth";
    private const string Prepared = "prepared";
    private const int FewThreads = 200;
    private const int ManyThreads = 2_000;
    private const int Edges = 12_000;
    private const int EdgesPerThread = 64;
    private const int StackBytes = 256 << 10;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("memory figures are read from /proc: Linux only");
            return new Dictionary<string, double>();
        }
        var many = Child.Run(PartManyShadowed);
        return new Dictionary<string, double>
        {
            ["memory.model.12000edges"] = many[Prepared] / 1024,
            ["memory.thread"] = (Child.Run(PartFewShadowed)[Growth] - Child.Run(PartFewPlain)[Growth]) / FewThreads,
            ["memory.2000threads"] = (many[Growth] - Child.Run(PartManyPlain)[Growth]) / 1024,
        };
    }

    /// <summary>In the child process: threads that make a few calls and then rest.</summary>
    public static void MeasureFew(bool shadowed)
    {
        Batch[] calls = shadowed
            ? [Tiny1.Of<Tiny1.Shadowed>(), Fib.Of<Fib.Shadowed>(), InFlow.Of(SyncTask.Of<SyncTask.Shadowed>())]
            : [Tiny1.Of<Tiny1.Plain<Copy0>>(), Fib.Of<Fib.Plain<Copy0>>(), SyncTask.Of<SyncTask.Plain<Copy0>>()];
        foreach (var call in calls) call(1);
        Answer(FewThreads, _ =>
        {
            foreach (var call in calls) call(1);
        });
    }

    /// <summary>In the child process: an application with many edges, and many threads that each touch some, anywhere in the tables.</summary>
    public static void MeasureMany(bool shadowed)
    {
        Answer(ManyThreads, thread =>
        {
            var random = new Random(thread);
            for (var i = 0; i < EdgesPerThread; i++)
            {
                var edge = random.Next(Edges);
                if (shadowed) SyntheticEdges.Call(edge);
                else SyntheticEdges.Target(edge);
            }
        }, shadowed ? LearnAllEdges : () => { });
    }

    /// <summary>Every edge is known and measured before the threads come: what the graph of them takes is a figure of its own.</summary>
    private static void LearnAllEdges()
    {
        SyntheticEdges.Register(Edges);
        for (var round = 0; round < 4; round++)
        {
            for (var edge = 0; edge < Edges; edge++)
                SyntheticEdges.Call(edge);
            Shadow.Flush();
        }
    }

    private static void Answer(int count, Action<int> work, Action? prepare = null)
    {
        using var release = new ManualResetEventSlim();
        using var resting = new CountdownEvent(count);
        var unprepared = ProportionalSetKilobytes();
        prepare?.Invoke();
        var before = ProportionalSetKilobytes();
        Child.Answer(Prepared, before - unprepared);
        var threads = Enumerable.Range(0, count).Select(i => new Thread(() =>
        {
            work(i);
            resting.Signal();
            release.Wait();
        }, StackBytes)).ToList();
        threads.ForEach(t => t.Start());
        resting.Wait();
        Thread.Sleep(1_000); // the engine sees them all at least once
        Child.Answer(Growth, ProportionalSetKilobytes() - before);
        release.Set();
        threads.ForEach(t => t.Join());
    }

    private static double ProportionalSetKilobytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var line = File.ReadLines("/proc/self/smaps_rollup").First(l => l.StartsWith("Pss:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
