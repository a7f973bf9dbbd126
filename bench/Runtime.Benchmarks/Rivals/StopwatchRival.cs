using System.Diagnostics;
using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Rivals;

/// <summary>The clock at both ends, and a sum.</summary>
internal readonly struct StopwatchRival : ITiny1
{
    private static long s_ticks;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Caller(int x)
    {
        var start = Stopwatch.GetTimestamp();
        var result = Target(x);
        s_ticks += Stopwatch.GetTimestamp() - start;
        return result + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Target(int x) => x ^ 0x2A;
}
