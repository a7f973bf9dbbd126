namespace ShadowGen.Prefetch;

/// <summary>How far calls ahead may go.</summary>
internal enum AheadMode
{
    /// <summary>Nothing is looked at: <c>SHADOWGEN=off</c>.</summary>
    Off,

    /// <summary>What would have been won is counted; nothing is started.</summary>
    Count,

    /// <summary>What pays is started.</summary>
    Start,
}
