namespace ShadowGen.Adaptive.Benchmarks.Sizing;

/// <summary>Sizes one resource for the next minute.</summary>
internal interface ISizer
{
    /// <summary>Takes in what was used in a minute.</summary>
    public void Learn(double use);

    /// <summary>What is allowed in the next minute.</summary>
    public double Allowed { get; }
}
