namespace ShadowGen.Adaptive.Benchmarks.Speculation;

/// <summary>A handler whose region may change while it waits: the read has then another argument than its entry let expect.</summary>
internal sealed class FlakyHandler(FlakyReads reads, int region)
{
    private readonly TaskCompletionSource<int> _user = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _region = region;

    [Unshadowed]
    public void MoveTo(int region) => _region = region;

    /// <summary>What the handler waits for is there.</summary>
    [Unshadowed]
    public void Go() => _user.SetResult(0);

    [Shadowed]
    public async Task<int> HandleAsync(int id)
    {
        var user = await UserAsync().ConfigureAwait(false);
        return user + await reads.CartAsync(id, _region).ConfigureAwait(false);
    }

    [Shadowed(Speculative = true)]
    private Task<int> UserAsync() => _user.Task;
}
