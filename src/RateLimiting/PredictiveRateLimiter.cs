using System.Threading.RateLimiting;
using ShadowGen.Admission;

namespace ShadowGen;

/// <summary>
/// Admits work by what it is predicted to cost. A permit stands for <see cref="PredictiveRateLimiterOptions.PermitCost"/> of processor time; how many there are is learned from work that ends, so that work is done
/// within <see cref="PredictiveRateLimiterOptions.LatencyTarget"/>. What there is no capacity for waits, or is refused once it could no longer be done in time.
/// </summary>
/// <remarks>
/// <para>Ask with an <see cref="AdmissionRequest"/>. Who asks by the plain API gets, for one permit, the cost that such work has been seen to have; more than one permit is a cost. A lease returns its permits when it is disposed, once;
/// how long it was held is what is learned from. Where predictions tell nothing, that shows in what is learned, and admission goes by count.</para>
/// <para>Thread-safe. One object is allocated for a lease and one for what waits.</para>
/// <para>Sources: Little's law for the limit; start-time fair queueing (Goyal, Vin, Cheng 1996) between priorities and orders of magnitude of cost; adaptive LIFO within each.</para>
/// </remarks>
public sealed class PredictiveRateLimiter : RateLimiter
{
    private readonly AdmissionController _controller;
    private readonly TimeSpan _permitCost;

    /// <summary>A limiter with capacity for the processors of the process, which is corrected as work ends.</summary>
    /// <param name="options">Read once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public PredictiveRateLimiter(PredictiveRateLimiterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _controller = new(options);
        _permitCost = options.PermitCost;
    }

    /// <inheritdoc/>
    public override TimeSpan? IdleDuration => _controller.IdleDuration;

    /// <summary>A limiter whose work says of itself what it will cost: for <c>RateLimiterOptions.GlobalLimiter</c> of ASP.NET Core, and others that know the resource that is asked for.</summary>
    /// <typeparam name="TResource">What is asked for, such as a request.</typeparam>
    /// <param name="options">Read once. All resources share one capacity.</param>
    /// <param name="describe">What a resource will need. Called for each attempt, so it is to be quick; where it throws, nothing is known of the resource's cost.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static PartitionedRateLimiter<TResource> Create<TResource>(PredictiveRateLimiterOptions options, Func<TResource, AdmissionRequest> describe)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(describe);
        return new ResourceLimiter<TResource>(new(options), describe, ownsLimiter: true);
    }

    /// <summary>As <see cref="Create"/>, for several kinds of resources that share this limiter. Disposing it does not dispose this one.</summary>
    /// <typeparam name="TResource">What is asked for.</typeparam>
    /// <param name="describe">What a resource will need.</param>
    /// <exception cref="ArgumentNullException"><paramref name="describe"/> is null.</exception>
    public PartitionedRateLimiter<TResource> For<TResource>(Func<TResource, AdmissionRequest> describe)
    {
        ArgumentNullException.ThrowIfNull(describe);
        return new ResourceLimiter<TResource>(this, describe, ownsLimiter: false);
    }

    /// <summary>Admits work if there is capacity now, ahead of nothing that waits for it.</summary>
    /// <param name="request">What the work needs.</param>
    /// <returns>To be disposed when the work has ended.</returns>
    /// <exception cref="ObjectDisposedException">The limiter was disposed.</exception>
    public RateLimitLease AttemptAcquire(in AdmissionRequest request) => _controller.Attempt(request);

    /// <summary>Admits work as soon as there is capacity and it is its turn, or refuses it.</summary>
    /// <param name="request">What the work needs.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>To be disposed when the work has ended.</returns>
    /// <exception cref="ObjectDisposedException">The limiter was disposed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public ValueTask<RateLimitLease> AcquireAsync(in AdmissionRequest request, CancellationToken cancellationToken = default) => _controller.AcquireAsync(request, cancellationToken);

    /// <summary>How far predictions for a kind of work are believed, as they have come true: from 0, which is not at all, so that such work is let in by count, to 1, as they are.</summary>
    /// <param name="kind">As in <see cref="AdmissionRequest.Kind"/>.</param>
    public double TrustIn(string? kind) => _controller.TrustIn(kind);

    /// <summary>What it has done and learned; a <see cref="PredictiveRateLimiterStatistics"/>.</summary>
    public override RateLimiterStatistics GetStatistics() => _controller.Statistics();

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => permitCount == 0 ? _controller.Ask() : _controller.Attempt(RequestFor(permitCount));

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        permitCount == 0 ? new(_controller.Ask()) : _controller.AcquireAsync(RequestFor(permitCount), cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _controller.Dispose();
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeAsyncCore()
    {
        _controller.Dispose();
        return base.DisposeAsyncCore();
    }

    private AdmissionRequest RequestFor(int permits) => permits == 1 ? default : new() { ProcessorTime = permits * _permitCost };
}
