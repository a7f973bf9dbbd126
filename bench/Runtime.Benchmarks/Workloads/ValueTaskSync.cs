using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Benchmarks.Workloads;

/// <summary>A callee that returns a completed <see cref="ValueTask{TResult}"/>: 16 bytes through a hidden return buffer.</summary>
internal interface IValueTaskSync
{
    public static abstract int Caller(int x);
}

internal static class ValueTaskSync
{
    public const string Name = "valuetask";

    public static Batch Of<T>() where T : struct, IValueTaskSync => Run<T>;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Run<T>(int units) where T : struct, IValueTaskSync
    {
        var calls = units * 16L;
        var sum = 0;
        for (var i = 0; i < calls; i++) sum += T.Caller(i);
        Sink.Take(sum);
        return calls;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Take(ValueTask<int> task) => task.GetAwaiter().GetResult() + 1;

    public readonly struct Plain<TCopy> : IValueTaskSync
        where TCopy : struct
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Take(Target(x));

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static ValueTask<int> Target(int x) => new(x ^ 0x2A);
    }

    public readonly struct Floor : IValueTaskSync
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x)
        {
            FloorCount.Call();
            return Take(Target(x));
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static ValueTask<int> Target(int x) => new(x ^ 0x2A);
    }

    public readonly struct Shadowed : IValueTaskSync
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Take(Target(x));

        [Shadowed]
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static ValueTask<int> Target(int x) => new(x ^ 0x2A);
    }
}
