namespace ShadowGen.Adaptive.Benchmarks.Speculation;

/// <summary>Three services of a shop, each some 2 ms away.</summary>
internal sealed class SlowReads
{
    private const int DelayMs = 2;

    [Shadowed(Speculative = true)]
    public async Task<int> UserAsync(int id)
    {
        await Task.Delay(DelayMs).ConfigureAwait(false);
        return id * 3;
    }

    [Shadowed(Speculative = true)]
    public async Task<int> CartAsync(int id)
    {
        await Task.Delay(DelayMs).ConfigureAwait(false);
        return id * 5;
    }

    [Shadowed(Speculative = true)]
    public async Task<int> RatesAsync(string region)
    {
        await Task.Delay(DelayMs).ConfigureAwait(false);
        return region.Length;
    }
}
