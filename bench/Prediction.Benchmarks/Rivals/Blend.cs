namespace ShadowGen.Prediction.Benchmarks.Rivals;

/// <summary>A way to make one distribution of the counts in contexts of growing order.</summary>
/// <param name="order">The longest context that is looked at.</param>
internal abstract class Blend(string name, int order)
{
    public string Name { get; } = name;

    public int Order { get; } = order;

    /// <summary>Fills in a probability for each outcome.</summary>
    /// <param name="contexts">From order 0 up; null where nothing was counted yet. May be more than this blend looks at.</param>
    /// <param name="distribution">One place for each outcome.</param>
    public abstract void Predict(ReadOnlySpan<ContextCounts?> contexts, Span<double> distribution);

    /// <summary>Learns from an outcome, before the counts do.</summary>
    public virtual void Learn(ReadOnlySpan<ContextCounts?> contexts, int outcome, int outcomes)
    {
    }

    /// <summary>A sequence begins.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>A call was made; for what keeps more than counts of outcomes.</summary>
    /// <param name="operation">What was called.</param>
    /// <param name="learns">It may be learned from.</param>
    public virtual void Called(int operation, bool learns)
    {
    }

    protected static void Uniform(Span<double> distribution) => distribution.Fill(1.0 / distribution.Length);
}
