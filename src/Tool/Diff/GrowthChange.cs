using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Diff;

/// <summary>How the growth of a cost has changed. Where no law is known, the cost is taken not to grow.</summary>
internal readonly record struct GrowthChange(GrowthLaw Before, GrowthLaw After)
{
    public double Difference => After.Exponent - Before.Exponent;

    /// <summary>More than twice its standard error.</summary>
    public bool IsBeyondChance => Math.Abs(Difference) > 2 * Math.Sqrt((Before.StandardError * Before.StandardError) + (After.StandardError * After.StandardError));

    public static GrowthChange Of(GrowthLaw before, GrowthLaw after) => new(before, after);

    public static string Text(GrowthLaw law) => law.IsKnown ? $"{law.Feature}^{Units.Exponent(law.Exponent)} ±{Units.Exponent(law.StandardError)}" : "no growth";
}
