using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Rivals;

/// <summary>One counter for all threads.</summary>
internal readonly struct InterlockedRival : ITiny1
{
    private static long s_calls;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Caller(int x)
    {
        Interlocked.Increment(ref s_calls);
        return Target(x) + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Target(int x) => x ^ 0x2A;
}
