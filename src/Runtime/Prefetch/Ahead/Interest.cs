namespace ShadowGen.Prefetch;

/// <summary>Which calls of a planned method are accompanied.</summary>
internal enum Interest
{
    /// <summary>None.</summary>
    None,

    /// <summary>A random sample, in which nothing is started: to learn from.</summary>
    Sample,

    /// <summary>All: something may be started, but in a random sample of them.</summary>
    All,
}
