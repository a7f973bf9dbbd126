using System.Numerics;

namespace ShadowGen.Shared.Model;

/// <summary>
/// What calls of a method have cost of one resource, as whole numbers, so that sums do not depend on their order. Costs are nanoseconds or bytes.
/// </summary>
/// <param name="Samples">Calls that were measured.</param>
/// <param name="Calls">Calls that those stand for.</param>
/// <param name="Sum">Of costs, over <paramref name="Calls"/>.</param>
/// <param name="Squares">Of squared costs, over <paramref name="Calls"/>.</param>
/// <param name="Min">Least cost seen.</param>
/// <param name="Max">Greatest cost seen.</param>
/// <param name="IsPartial">Calls are measured up to their first suspension only.</param>
/// <param name="Sketch">Quantiles, over <paramref name="Calls"/> or nearly so.</param>
internal sealed record ModelCost(long Samples, long Calls, BigInteger Sum, BigInteger Squares, long Min, long Max, bool IsPartial, ModelSketch Sketch)
{
    /// <summary>Resources, each inclusive and exclusive: the place of a letter pair is the index of a cost.</summary>
    public static readonly string[] Keys = ["ic", "ie", "ia", "in", "xc", "xe", "xa", "xn"];

    public double Mean => Calls == 0 ? double.NaN : (double)Sum / Calls;

    /// <summary>Over calls; NaN until two were measured.</summary>
    public double Variance
    {
        get
        {
            if (Samples < 2 || Calls == 0) return double.NaN;
            var scaled = (Squares * Calls) - (Sum * Sum);
            return Math.Max(0, (double)scaled) / Calls / Calls * Samples / (Samples - 1);
        }
    }

    public static ModelCost Add(ModelCost left, ModelCost right)
    {
        if (left.Samples == 0) return right;
        if (right.Samples == 0) return left;
        return new(
            ModelMath.Add(left.Samples, right.Samples),
            ModelMath.Add(left.Calls, right.Calls),
            left.Sum + right.Sum,
            left.Squares + right.Squares,
            Math.Min(left.Min, right.Min),
            Math.Max(left.Max, right.Max),
            left.IsPartial | right.IsPartial,
            ModelSketch.Sum(left.Sketch, right.Sketch));
    }

    /// <summary>As if so large a share of it had been seen, 0 to 1; null when that is no call.</summary>
    public ModelCost? Scaled(double share)
    {
        if (share >= 1) return this;
        var (samples, calls) = (ModelMath.Scale(Samples, share), ModelMath.Scale(Calls, share));
        if (samples == 0 || calls == 0) return null;
        // Over the very calls that are left: the mean must not move by their rounding.
        return new(samples, calls, Part(Sum, calls), Part(Squares, calls), Min, Max, IsPartial, Sketch.Scaled(share));
    }

    private BigInteger Part(in BigInteger value, long calls) => ((value * calls) + (Calls / 2)) / Calls;
}
