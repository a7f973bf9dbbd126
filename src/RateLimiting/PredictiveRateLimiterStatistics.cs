using System.Threading.RateLimiting;
using ShadowGen.Admission;

namespace ShadowGen;

/// <summary>What a <see cref="PredictiveRateLimiter"/> has done and learned up to now. Immutable.</summary>
public sealed class PredictiveRateLimiterStatistics : RateLimiterStatistics
{
    internal PredictiveRateLimiterStatistics(in AdmissionCounts counts, AdmissionStageStatistics processors, AdmissionStageStatistics[] dependencies, int queued, long queuedPermits)
    {
        (Processors, Dependencies) = (processors, dependencies);
        (QueuedRequests, CurrentQueuedCount) = (queued, queuedPermits);
        CurrentAvailablePermits = Math.Max(0, processors.PermitLimit - processors.PermitsInUse);
        (TotalSuccessfulLeases, RefusedAtOnce, RefusedLate, RefusedByQueue, Cancelled, ReturnedLeases) = (counts.Admitted, counts.Refused, counts.Late, counts.Displaced, counts.Cancelled, counts.Returned);
        TotalFailedLeases = RefusedAtOnce + RefusedLate + RefusedByQueue;
    }

    /// <summary>The processors.</summary>
    public AdmissionStageStatistics Processors { get; }

    /// <summary>What admitted work has waited for, by name; the one without a name has an empty one.</summary>
    public IReadOnlyList<AdmissionStageStatistics> Dependencies { get; }

    /// <summary>Requests that wait for admission now. <see cref="RateLimiterStatistics.CurrentQueuedCount"/> is the permits that they are expected to need.</summary>
    public int QueuedRequests { get; }

    /// <summary>Leases that have been returned, each once.</summary>
    public long ReturnedLeases { get; }

    /// <summary>Refused since there was no capacity and the caller would not wait, or since the limiter was disposed.</summary>
    public long RefusedAtOnce { get; }

    /// <summary>Refused while queued, since the work could no longer have been done by its deadline.</summary>
    public long RefusedLate { get; }

    /// <summary>Refused since as many waited as may.</summary>
    public long RefusedByQueue { get; }

    /// <summary>Cancelled by the caller while queued.</summary>
    public long Cancelled { get; }
}
