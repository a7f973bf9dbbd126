using System.Globalization;
using ShadowGen.Benchmarks.Harness;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Designs;

/// <summary>The verb <c>designs</c>: hand-made shims that were considered, beside the chosen one. None of them ever samples.</summary>
internal static class DesignRun
{
    public static int Print(int rounds, TextWriter output)
    {
        var costs = new Rounds(rounds).Measure(Workloads());
        var workloads = costs.Select(c => c.Workload).Distinct().ToArray();
        workloads = [.. new[] { Tiny1.Name, Dense.Name, Fib.Name, SyncTask.Name, ValueTaskSync.Name }.Where(workloads.Contains)];
        output.WriteLine("hand-made shims: added ns per call, never sampled; the plain call and its control below");
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,-22}", "design") + string.Concat(workloads.Select(w => $"{w,11}")));
        foreach (var variant in costs.Select(c => c.Variant).Distinct().Where(v => v != Rounds.Control).Order())
            Row(variant, w => costs.FirstOrDefault(c => c.Workload == w && c.Variant == variant)?.Added);
        Row("plain (total)", w => costs.First(c => c.Workload == w).Plain);
        Row("control", w => costs.First(c => c.Workload == w && c.Variant == Rounds.Control).Added);
        return 0;

        void Row(string name, Func<string, double?> value) =>
            output.WriteLine($"{name,-22}" + string.Concat(workloads.Select(w => $"{value(w)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "",11}")));
    }

    private static List<Workload> Workloads() =>
    [
        Copies.OfTiny1([.. All(Kind.Tiny1), new Variant("30 lean, no finally", Tiny1.Of<Shapes.LeanNoFinally>()), new Variant("33 always enters", Tiny1.Of<Shapes.Always>()), new Variant("34 always, struct", Tiny1.Of<Shapes.AlwaysStruct>()), .. Shaped(Tiny1.Of<Shapes.NoFinally>(), Tiny1.Of<Shapes.OutOfLine>(), Tiny1.Of<Shapes.OneReturn>(), Tiny1.Of<Shapes.FrameStruct>(), Tiny1.Of<Shapes.PopByBlock>())]),
        Copies.OfDense([.. All(Kind.Dense), new Variant("30 lean, no finally", Dense.Of<Shapes.LeanNoFinally>()), new Variant("33 always enters", Dense.Of<Shapes.Always>()), new Variant("34 always, struct", Dense.Of<Shapes.AlwaysStruct>()), .. Shaped(Dense.Of<Shapes.NoFinally>(), Dense.Of<Shapes.OutOfLine>())]),
        Copies.OfFib([.. All(Kind.Fib), new Variant("30 lean, no finally", Fib.Of<Shapes.LeanNoFinally>()), new Variant("33 always enters", Fib.Of<Shapes.Always>()), new Variant("34 always, struct", Fib.Of<Shapes.AlwaysStruct>()), .. Shaped(Fib.Of<Shapes.NoFinally>(), null, null, Fib.Of<Shapes.FrameStruct>(), Fib.Of<Shapes.PopByBlock>())]),
        Copies.OfSyncTask([.. All(Kind.SyncTask), new Variant("30 lean, no finally", SyncTask.Of<Shapes.LeanNoFinally>()), new Variant("33 always enters", SyncTask.Of<Shapes.Always>()), new Variant("34 always, struct", SyncTask.Of<Shapes.AlwaysStruct>()), .. Shaped(SyncTask.Of<Shapes.NoFinally>(), SyncTask.Of<Shapes.OutOfLine>(), SyncTask.Of<Shapes.OneReturn>())]),
        Copies.OfValueTask([
            .. All(Kind.ValueTask), new Variant("30 lean, no finally", ValueTaskSync.Of<Shapes.LeanNoFinally>()), new Variant("33 always enters", ValueTaskSync.Of<Shapes.Always>()), new Variant("34 always, struct", ValueTaskSync.Of<Shapes.AlwaysStruct>()),
            .. Shaped(ValueTaskSync.Of<Shapes.NoFinally>(), ValueTaskSync.Of<Shapes.OutOfLine>(), ValueTaskSync.Of<Shapes.OneReturn>()),
            new Variant("25 rebuilt behind", ValueTaskSync.Of<Shapes.Rebuilt>()),
            new Variant("26 rebuilt inside", ValueTaskSync.Of<Shapes.RebuiltInside>()),
            new Variant("31 lean, one result", ValueTaskSync.Of<Shapes.OneResult>()),
            new Variant("32 lean, decrement", ValueTaskSync.Of<Shapes.Decrement>()),
        ]),
    ];

    private static List<Variant> All(Kind kind) =>
    [
        Of<FloorDesign>("00 floor", kind),
        Of<Chosen>("01 chosen", kind),
        Of<CountOnly>("02 count only", kind),
        Of<NoPath>("03 count+ring", kind),
        Of<NoRing>("04 count+path", kind),
        Of<NoLimit>("05 no limit", kind),
        Of<InlineCells>("06 inline cells", kind),
        Of<ShiftHistory>("07 shift history", kind),
        Of<Ring16>("08 ring of ushort", kind),
        Of<ThreadStaticStruct>("09 struct in TLS", kind),
        Of<ManagedThreadId>("10 managed thread id", kind),
        Of<StackPage>("11 stack page", kind),
        Of<SingleDefinition>("12 single definition", kind),
        Of<Lean>("13 lean", kind),
        Of<ShortCells>("14 lean, short cells", kind),
        Of<WideFrames>("15 lean, wide frames", kind),
        Copying<Chosen>("27 copies", kind),
        Copying<Lean>("28 lean, copies", kind),
        Copying<WideFrames>("29 wide, copies", kind),
    ];

    private static IEnumerable<Variant> Shaped(params Batch?[] batches)
    {
        string[] names = ["20 no finally", "21 out of line", "22 one return", "23 frame struct", "24 pop by decrement"];
        return batches.Zip(names).Where(b => b.First is not null).Select(b => new Variant(b.Second, b.First!));
    }

    private static Variant Of<T>(string name, Kind kind) where T : struct, IDesign => new(name, kind switch
    {
        Kind.Tiny1 => Tiny1.Of<Shim<T>>(),
        Kind.Dense => Dense.Of<Shim<T>>(),
        Kind.Fib => Fib.Of<Shim<T>>(),
        Kind.SyncTask => SyncTask.Of<Shim<T>>(),
        _ => ValueTaskSync.Of<Shim<T>>(),
    });

    private static Variant Copying<T>(string name, Kind kind) where T : struct, IDesign => new(name, kind switch
    {
        Kind.Tiny1 => Tiny1.Of<CopyingShim<T>>(),
        Kind.Dense => Dense.Of<CopyingShim<T>>(),
        Kind.Fib => Fib.Of<CopyingShim<T>>(),
        Kind.SyncTask => SyncTask.Of<CopyingShim<T>>(),
        _ => ValueTaskSync.Of<CopyingShim<T>>(),
    });

    private enum Kind
    {
        Tiny1,
        Dense,
        Fib,
        SyncTask,
        ValueTask,
    }
}
