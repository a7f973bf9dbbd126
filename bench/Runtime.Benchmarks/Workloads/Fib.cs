using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Benchmarks.Workloads;

/// <summary>Two recursive calls in each method: real depth, and every frame is pushed on another.</summary>
internal interface IFib
{
    public static abstract int Fib(int n);
}

internal static class Fib
{
    public const string Name = "fib";
    private const int N = 12;
    private const int RecursiveCalls = 464; // 2 * F(13) - 2: all calls of Fib(12) but the first

    public static Batch Of<T>() where T : struct, IFib => Run<T>;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Run<T>(int units) where T : struct, IFib
    {
        var sum = 0;
        for (var i = 0; i < units; i++) sum += T.Fib(N);
        Sink.Take(sum);
        return (long)units * RecursiveCalls;
    }

    public readonly struct Plain<TCopy> : IFib
        where TCopy : struct
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);
    }

    public readonly struct Floor : IFib
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Fib(int n) => n < 2 ? n : Counted(n - 1) + Counted(n - 2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Counted(int n)
        {
            FloorCount.Call();
            return Fib(n);
        }
    }

    public readonly struct Shadowed : IFib
    {
        [Shadowed]
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);
    }
}
