namespace ShadowGen.Runtime.Tests.Prefetch.Ahead;

/// <summary>A call that the reader was asked for: it completes when the test says so, on the test's thread.</summary>
internal sealed class Read(int id, CancellationToken token)
{
    /// <summary>How a read fails.</summary>
    public const string Missing = "no such record";

    private readonly TaskCompletionSource<Found> _source = new();

    public int Id { get; } = id;

    public CancellationToken Token { get; } = token;

    public Task<Found> Task => _source.Task;

    public Found Answer { get; } = new();

    public void Complete() => _source.SetResult(Answer);

    public void Fail() => _source.SetException(new IOException(Missing));

    public void Cancel() => _source.SetCanceled(Token);

    /// <summary>What the reader found; to be disposed by whoever was given it.</summary>
    internal sealed class Found : IDisposable
    {
        private int _disposed;

        public int Disposed => Volatile.Read(ref _disposed);

        public void Dispose() => Interlocked.Increment(ref _disposed);
    }
}
