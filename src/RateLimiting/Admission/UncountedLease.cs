using System.Threading.RateLimiting;

namespace ShadowGen.Admission;

/// <summary>An answer to who asks for no permit: there are some.</summary>
internal sealed class UncountedLease : RateLimitLease
{
    public static readonly UncountedLease Instance = new();

    public override bool IsAcquired => true;

    public override IEnumerable<string> MetadataNames => [];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = null;
        return false;
    }
}
