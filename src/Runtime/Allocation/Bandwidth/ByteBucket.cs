namespace ShadowGen.Allocation;

/// <summary>
/// Holds bytes to a rate: each taking is put behind those before it, as the generic cell rate algorithm does (ITU-T I.371). A waiter that wakes up late is not charged for it, up to the tolerance. Any thread;
/// who asks first goes first.
/// </summary>
internal sealed class ByteBucket(TimeProvider time)
{
    /// <summary>Sleeping is as exact as this on most systems; so much may be sent at once, and made up for.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(50);

    private const double SecondsOfPiece = 0.01;
    private const int LeastPiece = 1024, MostPiece = 1 << 16;

    private readonly Lock _sync = new();
    private readonly long _begun = time.GetTimestamp();
    private double _rate = double.PositiveInfinity;
    private double _freeAt;

    /// <summary>Bytes a second; infinite: all are let through.</summary>
    public double Rate
    {
        get => Volatile.Read(ref _rate);
        set
        {
            lock (_sync)
            {
                // What is waited for already was promised at the rate before.
                _freeAt = Math.Max(_freeAt, Now() - Tolerance.TotalSeconds);
                Volatile.Write(ref _rate, value);
            }
        }
    }

    /// <summary>How much is taken in one go, so that others come in between and a new rate takes effect soon.</summary>
    public int Piece => (int)Math.Clamp(Rate * SecondsOfPiece, LeastPiece, MostPiece);

    /// <summary>Takes bytes.</summary>
    /// <returns>How long to wait before they are sent.</returns>
    public TimeSpan Take(int bytes)
    {
        lock (_sync)
        {
            if (double.IsPositiveInfinity(_rate)) return TimeSpan.Zero;
            var now = Now();
            var start = Math.Max(_freeAt, now - Tolerance.TotalSeconds);
            _freeAt = start + (bytes / _rate);
            return start > now ? TimeSpan.FromSeconds(start - now) : TimeSpan.Zero;
        }
    }

    public ValueTask WaitAsync(int bytes, CancellationToken cancellationToken) =>
        Take(bytes) is var wait && wait > TimeSpan.Zero ? new(Task.Delay(wait, time, cancellationToken)) : ValueTask.CompletedTask;

    public void Wait(int bytes)
    {
        if (Take(bytes) is var wait && wait > TimeSpan.Zero) Thread.Sleep(wait);
    }

    private double Now() => time.GetElapsedTime(_begun).TotalSeconds;
}
