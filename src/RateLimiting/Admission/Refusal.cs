using System.Threading.RateLimiting;

namespace ShadowGen.Admission;

/// <summary>A lease that was not given, with the reason and when to ask again; holds nothing, so that one serves all.</summary>
internal sealed class Refusal(string reason, TimeSpan? retryAfter) : RateLimitLease
{
    private static readonly string[] Names = [MetadataName.ReasonPhrase.Name, MetadataName.RetryAfter.Name];

    public override bool IsAcquired => false;

    public override IEnumerable<string> MetadataNames => retryAfter is null ? Names.Take(1) : Names;

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == MetadataName.ReasonPhrase.Name ? reason
            : metadataName == MetadataName.RetryAfter.Name && retryAfter is { } after ? after
            : null;
        return metadata is not null;
    }
}
