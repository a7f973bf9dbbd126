namespace ShadowGen.Adaptive.Benchmarks.Speculation;

/// <summary>A handler of three reads, one after the other: as most are written, and as one is written by who has the time.</summary>
internal sealed class PageHandler(SlowReads reads, string region)
{
    [Shadowed]
    public async Task<int> HandleAsync(int id)
    {
        var user = await reads.UserAsync(id).ConfigureAwait(false);
        var cart = await reads.CartAsync(id).ConfigureAwait(false);
        var rates = await reads.RatesAsync(region).ConfigureAwait(false);
        return user + cart + rates;
    }

    /// <summary>The same, of which nothing is known.</summary>
    [Unshadowed]
    public async Task<int> HandlePlainlyAsync(int id)
    {
        var user = await reads.UserAsync(id).ConfigureAwait(false);
        var cart = await reads.CartAsync(id).ConfigureAwait(false);
        var rates = await reads.RatesAsync(region).ConfigureAwait(false);
        return user + cart + rates;
    }

    /// <summary>The rival: all reads at once, by hand.</summary>
    [Unshadowed]
    public async Task<int> HandleByHandAsync(int id)
    {
        var user = reads.UserAsync(id);
        var cart = reads.CartAsync(id);
        var rates = reads.RatesAsync(region);
        await Task.WhenAll(user, cart, rates).ConfigureAwait(false);
        return await user.ConfigureAwait(false) + await cart.ConfigureAwait(false) + await rates.ConfigureAwait(false);
    }
}
