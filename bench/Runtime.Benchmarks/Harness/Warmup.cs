using System.Runtime;

namespace ShadowGen.Benchmarks.Harness;

/// <summary>Brings every variant to tier 1: calls in bursts, with pauses for the background compiler, until the JIT has nothing left to do.</summary>
internal static class Warmup
{
    // A method is promoted after 30 calls, once instrumented and once more for good, each after a tiering delay of 100 ms without new tier-0 code.
    private const int CallsOfEachBatch = 40;
    private const int QuietPasses = 4;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(130);
    private static readonly TimeSpan s_atMost = TimeSpan.FromSeconds(20);

    public static void Run(IReadOnlyList<Batch> batches)
    {
        var start = Clock.Wall();
        var compiled = -1L;
        for (var quiet = 0; quiet < QuietPasses && Clock.Wall() - start < s_atMost.TotalNanoseconds;)
        {
            foreach (var batch in batches)
            {
                for (var i = 0; i < CallsOfEachBatch; i++) batch(4);
            }
            Thread.Sleep(s_pause);
            long now = JitInfo.GetCompiledMethodCount();
            quiet = now == compiled ? quiet + 1 : 0;
            compiled = now;
        }
    }
}
