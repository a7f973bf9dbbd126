using ShadowGen.Benchmarks.Harness;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Figures;

/// <summary>What the background thread uses of one core while the app makes ten million shadowed calls a second.</summary>
internal sealed class EngineFigures() : FigureGroup("engine",
    new("engine.cpu.share", "%", Bound.AtMost(1)),
    new("engine.load", "M/s"))
{
    public const string Part = "engine";

    private const double CallsPerSecond = 10e6;
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_measure = TimeSpan.FromSeconds(8);

    public override IReadOnlyDictionary<string, double> Measure() => Child.Run(Part);

    /// <summary>In the child process.</summary>
    public static void MeasurePart()
    {
        Batch[] batches =
        [
            InFlow.Of(Tiny1.Of<Tiny1.Shadowed>()), InFlow.Of(Fib.Of<Fib.Shadowed>()), InFlow.Of(Dense.Of<Dense.Shadowed>()),
            InFlow.Of(SyncTask.Of<SyncTask.Shadowed>()), InFlow.Of(ValueTaskSync.Of<ValueTaskSync.Shadowed>()),
        ];
        Warmup.Run(batches);
        Load(batches, s_settle);
        var engine = Shadow.Statistics.EngineCpuTime;
        var start = Clock.Wall();
        var calls = Load(batches, s_measure);
        var wall = Clock.Wall() - start;
        Child.Answer("engine.cpu.share", (Shadow.Statistics.EngineCpuTime - engine).TotalNanoseconds / wall * 100);
        Child.Answer("engine.load", calls / wall * 1e3);
    }

    // In slices of a millisecond, so that the engine meets a steady load and not bursts of seconds.
    private static long Load(Batch[] batches, TimeSpan duration)
    {
        var start = Clock.Wall();
        var calls = 0L;
        while (Clock.Wall() - start is var elapsed && elapsed < duration.TotalNanoseconds)
        {
            for (var due = elapsed * (CallsPerSecond / 1e9); calls < due;)
            {
                foreach (var batch in batches) calls += batch(4);
            }
            Thread.Sleep(1);
        }
        return calls;
    }
}
