using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Benchmarks.Workloads;

/// <summary>One call in a method that is not inlined: nothing for the JIT to share between calls or to hoist out of the loop.</summary>
internal interface ITiny1
{
    public static abstract int Caller(int x);
}

internal static class Tiny1
{
    public const string Name = "tiny1";

    public static Batch Of<T>() where T : struct, ITiny1 => Run<T>;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Run<T>(int units) where T : struct, ITiny1
    {
        var calls = units * 16L;
        var sum = 0;
        for (var i = 0; i < calls; i++) sum += T.Caller(i);
        Sink.Take(sum);
        return calls;
    }

    public readonly struct Plain<TCopy> : ITiny1
        where TCopy : struct
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Target(x) + 1;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Target(int x) => x ^ 0x2A;
    }

    public readonly struct Floor : ITiny1
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x)
        {
            FloorCount.Call();
            return Target(x) + 1;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Target(int x) => x ^ 0x2A;
    }

    public readonly struct Shadowed : ITiny1
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Target(x) + 1;

        [Shadowed]
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Target(int x) => x ^ 0x2A;
    }
}
