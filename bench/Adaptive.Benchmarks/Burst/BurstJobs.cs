namespace ShadowGen.Adaptive.Benchmarks.Burst;

/// <summary>What arrives: jobs that block, in bursts, and light ones that compute, in a small batch each second. Ordinary code with one attribute.</summary>
internal static class BurstJobs
{
    private static readonly TimeSpan Blocked = TimeSpan.FromMilliseconds(100);
    private static long _spun;

    [Shadowed]
    public static void Block() => Thread.Sleep(Blocked);

    [Shadowed]
    public static void Compute()
    {
        var sum = 0L;
        for (var i = 0; i < 300_000; i++) sum += i ^ (sum << 1);
        Volatile.Write(ref _spun, sum);
    }
}
