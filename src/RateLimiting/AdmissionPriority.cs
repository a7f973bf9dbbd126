namespace ShadowGen;

/// <summary>How much of a full capacity work is given beside other work: weights, no order. The least is served at its share as well, so that nothing waits forever.</summary>
public enum AdmissionPriority
{
    /// <summary>What is expected unless something else is said: weight 4.</summary>
    Normal,

    /// <summary>Work that can be done at another time: weight 1.</summary>
    Background,

    /// <summary>Work that others depend on: weight 16.</summary>
    Critical,
}
