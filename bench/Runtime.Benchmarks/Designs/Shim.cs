using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Designs;

/// <summary>The chosen shape of a shim around a design, at one call of each workload.</summary>
internal readonly struct Shim<T> : ITiny1, IDense, IFib, ISyncTask, IValueTaskSync
    where T : struct, IDesign
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Caller(int x) => Tiny(x) + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Tiny(int x)
    {
        if (!Edges.On) return Target(x);
        if (!T.Enter(Edges.First + 0, out var block, out var frame)) return TinySampled(x);
        try { return Target(x); }
        finally { T.Exit(block, frame); }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int TinySampled(int x)
    {
        T.Fill();
        return Target(x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Target(int x) => x ^ 0x2A;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static uint IDense.Caller(uint x) => Dense.After(x, DenseShim(Dense.Before(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint DenseShim(uint x)
    {
        if (!Edges.On) return DenseTarget(x);
        if (!T.Enter(Edges.First + 1, out var block, out var frame)) return DenseSampled(x);
        try { return DenseTarget(x); }
        finally { T.Exit(block, frame); }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint DenseSampled(uint x)
    {
        T.Fill();
        return DenseTarget(x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint DenseTarget(uint x) => (x >> 3) + x;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Fib(int n) => n < 2 ? n : FibShim(n - 1) + FibShim(n - 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FibShim(int n)
    {
        if (!Edges.On) return Fib(n);
        if (!T.Enter(Edges.First + 2, out var block, out var frame)) return FibSampled(n);
        try { return Fib(n); }
        finally { T.Exit(block, frame); }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int FibSampled(int n)
    {
        T.Fill();
        return Fib(n);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int ISyncTask.Caller(int x) => SyncTask.Take(TaskShim(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Task<int> TaskShim(int x)
    {
        if (!Edges.On) return TaskTarget(x);
        if (!T.EnterAsync(Edges.First + 3, out var block, out var frame)) return TaskSampled(x);
        try { return TaskTarget(x); }
        finally { T.Exit(block, frame); }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> TaskSampled(int x)
    {
        T.Fill();
        return TaskTarget(x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> TaskTarget(int x) => x == int.MinValue ? Task.FromResult(x) : SyncTask.Cached;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int IValueTaskSync.Caller(int x) => ValueTaskSync.Take(ValueTaskShim(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ValueTask<int> ValueTaskShim(int x)
    {
        if (!Edges.On) return ValueTaskTarget(x);
        if (!T.EnterAsync(Edges.First + 4, out var block, out var frame)) return ValueTaskSampled(x);
        try { return ValueTaskTarget(x); }
        finally { T.Exit(block, frame); }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ValueTask<int> ValueTaskSampled(int x)
    {
        T.Fill();
        return ValueTaskTarget(x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ValueTask<int> ValueTaskTarget(int x) => new(x ^ 0x2A);
}
