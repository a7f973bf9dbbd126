using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Benchmarks.Workloads;

/// <summary>One call in a method that is not inlined and whose own arithmetic fills the issue slots: added instructions find no free place.</summary>
internal interface IDense
{
    public static abstract uint Caller(uint x);
}

internal static class Dense
{
    public const string Name = "dense";

    public static Batch Of<T>() where T : struct, IDense => Run<T>;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Run<T>(int units) where T : struct, IDense
    {
        var calls = units * 16L;
        var sum = 0u;
        for (var i = 0u; i < calls; i++) sum += T.Caller(i);
        Sink.Take(sum);
        return calls;
    }

    /// <summary>Four independent chains before the call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Before(uint x)
    {
        uint a = x + 0x9E3779B9u, b = x ^ 0x85EBCA6Bu, c = x - 0xC2B2AE35u, d = ~x;
        a ^= a << 13;
        b ^= b << 7;
        c ^= c >> 9;
        d ^= d >> 11;
        a += 0x27D4EB2Fu;
        b -= 0x165667B1u;
        c += 0x9E3779B1u;
        d -= 0x85EBCA77u;
        return (a ^ b) + (c ^ d);
    }

    /// <summary>Four more after it, which do not wait for its result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint After(uint x, uint result)
    {
        uint a = x - 0x9E3779B9u, b = x + 0x85EBCA6Bu, c = x ^ 0xC2B2AE35u, d = x | 1;
        a ^= a >> 15;
        b ^= b << 5;
        c ^= c << 11;
        d ^= d >> 3;
        a -= 0x27D4EB2Fu;
        b += 0x165667B1u;
        c -= 0x9E3779B1u;
        d += 0x85EBCA77u;
        return ((a ^ b) + (c ^ d)) ^ result;
    }

    public readonly struct Plain<TCopy> : IDense
        where TCopy : struct
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static uint Caller(uint x) => After(x, Target(Before(x)));

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static uint Target(uint x) => (x >> 3) + x;
    }

    public readonly struct Floor : IDense
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static uint Caller(uint x) => After(x, Counted(Before(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static uint Counted(uint x)
        {
            FloorCount.Call();
            return Target(x);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static uint Target(uint x) => (x >> 3) + x;
    }

    public readonly struct Shadowed : IDense
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static uint Caller(uint x) => After(x, Target(Before(x)));

        [Shadowed]
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static uint Target(uint x) => (x >> 3) + x;
    }
}
