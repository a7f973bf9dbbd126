using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Benchmarks.Workloads;

// Each makes the JIT compile a copy of the plain call of its own.
internal readonly struct Copy0;

internal readonly struct Copy1;

internal readonly struct Copy2;

internal readonly struct Copy3;

internal readonly struct Copy4;

internal readonly struct Copy5;

/// <summary>
/// A cycle more or less, one tenth of the smallest workload, is decided by where the code happens to lie. So the plain call is measured on three copies and
/// their mean is taken, and so is the control's.
/// </summary>
internal static class Copies
{
    public static Workload OfTiny1(IReadOnlyList<Variant> variants) => new(Tiny1.Name,
        [Tiny1.Of<Tiny1.Plain<Copy0>>(), Tiny1.Of<Tiny1.Plain<Copy1>>(), Tiny1.Of<Tiny1.Plain<Copy2>>()],
        [Tiny1.Of<Tiny1.Plain<Copy3>>(), Tiny1.Of<Tiny1.Plain<Copy4>>(), Tiny1.Of<Tiny1.Plain<Copy5>>()],
        variants);

    public static Workload OfFib(IReadOnlyList<Variant> variants) => new(Fib.Name,
        [Fib.Of<Fib.Plain<Copy0>>(), Fib.Of<Fib.Plain<Copy1>>(), Fib.Of<Fib.Plain<Copy2>>()],
        [Fib.Of<Fib.Plain<Copy3>>(), Fib.Of<Fib.Plain<Copy4>>(), Fib.Of<Fib.Plain<Copy5>>()],
        variants);

    public static Workload OfDense(IReadOnlyList<Variant> variants) => new(Dense.Name,
        [Dense.Of<Dense.Plain<Copy0>>(), Dense.Of<Dense.Plain<Copy1>>(), Dense.Of<Dense.Plain<Copy2>>()],
        [Dense.Of<Dense.Plain<Copy3>>(), Dense.Of<Dense.Plain<Copy4>>(), Dense.Of<Dense.Plain<Copy5>>()],
        variants);

    public static Workload OfSyncTask(IReadOnlyList<Variant> variants) => new(SyncTask.Name,
        [SyncTask.Of<SyncTask.Plain<Copy0>>(), SyncTask.Of<SyncTask.Plain<Copy1>>(), SyncTask.Of<SyncTask.Plain<Copy2>>()],
        [SyncTask.Of<SyncTask.Plain<Copy3>>(), SyncTask.Of<SyncTask.Plain<Copy4>>(), SyncTask.Of<SyncTask.Plain<Copy5>>()],
        variants);

    public static Workload OfValueTask(IReadOnlyList<Variant> variants) => new(ValueTaskSync.Name,
        [ValueTaskSync.Of<ValueTaskSync.Plain<Copy0>>(), ValueTaskSync.Of<ValueTaskSync.Plain<Copy1>>(), ValueTaskSync.Of<ValueTaskSync.Plain<Copy2>>()],
        [ValueTaskSync.Of<ValueTaskSync.Plain<Copy3>>(), ValueTaskSync.Of<ValueTaskSync.Plain<Copy4>>(), ValueTaskSync.Of<ValueTaskSync.Plain<Copy5>>()],
        variants);

    public static Workload OfRoot(IReadOnlyList<Variant> variants) => new(Root.Name,
        [SyncTask.Of<Root.Plain<Copy0>>(), SyncTask.Of<Root.Plain<Copy1>>(), SyncTask.Of<Root.Plain<Copy2>>()],
        [SyncTask.Of<Root.Plain<Copy3>>(), SyncTask.Of<Root.Plain<Copy4>>(), SyncTask.Of<Root.Plain<Copy5>>()],
        variants);

    /// <summary>One copy each: what a call costs here is no matter of single cycles.</summary>
    public static Workload OfYield(IReadOnlyList<Variant> variants) =>
        new(YieldAsync.Name, [YieldAsync.Of<YieldAsync.Plain>()], [YieldAsync.Of<YieldAsync.Control>()], variants) { IsWallTime = true };
}
