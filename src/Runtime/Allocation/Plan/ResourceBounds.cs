namespace ShadowGen;

/// <summary>What a resource may be set to, in its own unit.</summary>
/// <param name="Least">Never less.</param>
/// <param name="Most">Never more.</param>
public readonly record struct ResourceBounds(double Least, double Most)
{
    /// <summary>The nearest amount within the bounds; where they cross, the least wins.</summary>
    public double Clamp(double amount) => Math.Max(Least, Math.Min(Most, amount));
}
