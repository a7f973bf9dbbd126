using System.Threading.RateLimiting;

namespace ShadowGen.RateLimiting.Tests.Admission;

/// <summary>A limiter of resources asks for what a resource will need, of a limiter that it owns or shares.</summary>
public sealed class ResourceTests
{
    private static readonly PredictiveRateLimiterOptions Options = new() { PermitCost = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public async Task Each_resource_takes_what_it_needs()
    {
        using var limiter = PredictiveRateLimiter.Create<int>(Options, Describe);

        using var first = limiter.AttemptAcquire(7);
        using var second = await limiter.AcquireAsync(5);

        Assert.Equal(12, StatisticsOf(limiter).Processors.PermitsInUse);
        Assert.True(limiter.AttemptAcquire(1, 0).IsAcquired);
        Assert.Equal(2, StatisticsOf(limiter).TotalSuccessfulLeases);
    }

    [Fact]
    public async Task It_disposes_what_it_owns_and_not_what_it_shares()
    {
        using var shared = new PredictiveRateLimiter(Options);
        shared.For<int>(Describe).Dispose();
        await shared.For<int>(Describe).DisposeAsync();
        shared.AttemptAcquire().Dispose();

        var owner = PredictiveRateLimiter.Create<int>(Options, Describe);
        await owner.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => owner.AttemptAcquire(1));
    }

    [Fact]
    public void What_cannot_be_is_refused_with_what_can()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PredictiveRateLimiterOptions { LatencyTarget = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PredictiveRateLimiterOptions { PermitCost = TimeSpan.FromSeconds(2) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PredictiveRateLimiterOptions { QueueLimit = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PredictiveRateLimiterOptions { Processors = 0 });
        Assert.Throws<ArgumentNullException>(() => new PredictiveRateLimiterOptions { TimeProvider = null! });
        Assert.Throws<ArgumentNullException>(() => new PredictiveRateLimiter(null!));
        Assert.Throws<ArgumentNullException>(() => PredictiveRateLimiter.Create<int>(Options, null!));
    }

    private static AdmissionRequest Describe(int milliseconds) => new() { ProcessorTime = TimeSpan.FromMilliseconds(milliseconds) };

    private static PredictiveRateLimiterStatistics StatisticsOf(PartitionedRateLimiter<int> limiter) => (PredictiveRateLimiterStatistics)limiter.GetStatistics(0)!;
}
