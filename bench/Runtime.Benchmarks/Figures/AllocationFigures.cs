using ShadowGen.Benchmarks.Harness;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Figures;

/// <summary>Bytes that shadowing allocates per call, sampled calls included.</summary>
internal sealed class AllocationFigures() : FigureGroup("call.allocated",
    new("call.allocated", "B", Bound.AtMost(0)),
    new("root.allocated", "B"),
    new("yield.allocated", "B"))
{
    public const string Part = "allocated";

    private const int Calls = 1 << 21;

    public override IReadOnlyDictionary<string, double> Measure() => Child.Run(Part);

    /// <summary>In the child process.</summary>
    public static void MeasurePart()
    {
        Batch[] counted =
        [
            Tiny1.Of<Tiny1.Shadowed>(), Fib.Of<Fib.Shadowed>(), Dense.Of<Dense.Shadowed>(),
            SyncTask.Of<SyncTask.Shadowed>(), ValueTaskSync.Of<ValueTaskSync.Shadowed>(),
        ];
        Warmup.Run([.. counted.Select(InFlow.Of)]);
        Child.Answer("call.allocated", counted.Max(PerCallInFlow));

        var root = SyncTask.Of<Root.Shadowed>();
        Warmup.Run([root]);
        Child.Answer("root.allocated", OnThisThread(root));

        var (plain, shadowed) = (YieldAsync.Of<YieldAsync.Plain>(), YieldAsync.Of<YieldAsync.Shadowed>());
        Warmup.Run([plain, shadowed]);
        Child.Answer("yield.allocated", OnAllThreads(shadowed) - OnAllThreads(plain));
    }

    // Counted inside the flow: what opening it allocates is root.allocated.
    private static double PerCallInFlow(Batch batch)
    {
        var bytes = double.NaN;
        InFlow.Of(units =>
        {
            bytes = OnThisThread(batch);
            return units;
        })(1);
        return bytes;
    }

    private static double OnThisThread(Batch batch)
    {
        var perUnit = batch(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var calls = batch((int)(Calls / perUnit) + 1);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / calls;
    }

    private static double OnAllThreads(Batch batch)
    {
        var perUnit = batch(1);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var calls = batch((int)(Calls / perUnit) + 1);
        return (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / calls;
    }
}
