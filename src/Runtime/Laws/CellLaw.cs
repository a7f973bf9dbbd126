using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>
/// What calls with one combination of codes cost, by their sizes: a sum of parts and a product of powers, mixed on the log scale by how near each has been. One resource in each
/// lane. A copy that was published does not change.
/// </summary>
internal sealed class CellLaw
{
    private readonly LawShape _shape;
    private readonly Vector128<float>[] _parts;
    private readonly Vector128<float>[] _powers;

    public CellLaw(LawShape shape)
        : this(shape, new Vector128<float>[shape.Terms.Length], new Vector128<float>[shape.Sizes.Length + 1])
    {
    }

    private CellLaw(LawShape shape, Vector128<float>[] parts, Vector128<float>[] powers) => (_shape, _parts, _powers) = (shape, parts, powers);

    public int Bytes => (_parts.Length + _powers.Length + 6) * 16;

    /// <summary>Coefficients of the sum.</summary>
    public Span<Vector128<float>> Parts => _parts;

    /// <summary>The logarithm at size 0, then an exponent for each size.</summary>
    public Span<Vector128<float>> Powers => _powers;

    /// <summary>How much the product of powers counts, 0 to 1; the sum counts the rest.</summary>
    public Vector128<float> PowerWeight = Lanes.Of(0.5f);

    /// <summary>Factors from the median to the mean and to the standard deviation.</summary>
    public Vector128<float> MeanFactor = Vector128<float>.One, DeviationFactor;

    /// <summary>Logarithms of the factors from the median to the ends of the interval.</summary>
    public Vector128<float> Low, High;

    /// <summary>1 + the cost, by the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Sum(in ArgumentPoint point)
    {
        var sum = Vector128<float>.Zero;
        for (var i = 0; i < _parts.Length; i++) sum += _parts[i] * point.Term(_shape, i);
        return Vector128.Max(sum, Vector128<float>.One);
    }

    /// <summary>Logarithm of 1 + the cost, by the product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Product(in ArgumentPoint point)
    {
        var log = _powers[0];
        for (var i = 1; i < _powers.Length; i++) log += _powers[i] * point.Logs.GetElement(i - 1);
        return Vector128.Max(log, Vector128<float>.Zero);
    }

    /// <summary>Logarithm of 1 + the cost, by both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Read(in ArgumentPoint point)
    {
        var sum = Vector128.Log(Sum(point));
        return sum + (PowerWeight * (Product(point) - sum));
    }

    public CellLaw Copy() => new(_shape, [.. _parts], [.. _powers])
    {
        PowerWeight = PowerWeight,
        MeanFactor = MeanFactor,
        DeviationFactor = DeviationFactor,
        Low = Low,
        High = High,
    };
}
