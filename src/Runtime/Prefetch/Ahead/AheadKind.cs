namespace ShadowGen;

/// <summary>What is done ahead of a call.</summary>
public enum AheadKind
{
    /// <summary>The call itself is made early, and its result kept for it (<see cref="ShadowedAttribute.Speculative"/>).</summary>
    Speculation,

    /// <summary>The method that its <see cref="ShadowedAttribute.Prefetch"/> names is called early; the call is made all the same.</summary>
    Prefetch,
}
