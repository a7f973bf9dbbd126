namespace ShadowGen.Prefetch;

/// <summary>How a call found what was to be prefetched for it.</summary>
internal enum WarmPass
{
    /// <summary>Nothing was done.</summary>
    Cold,

    /// <summary>Under way.</summary>
    Late,

    /// <summary>Done.</summary>
    Ready,
}
