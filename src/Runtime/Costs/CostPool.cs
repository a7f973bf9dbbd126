using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Costs;

/// <summary>Costs of several contexts, each weighted by how near its median has been.</summary>
internal ref struct CostPool(Span<Vector256<float>> costs, Span<float> weights)
{
    /// <summary>Vectors that a context may add.</summary>
    public const int VectorsOfContext = (CostRow.Many + CostRow.Few) / Lanes;

    private const int Lanes = 8;
    private const float Sharpness = 30;

    // Sums in another order differ in their last digits: a share that is reached but for those is reached.
    private const float Nearly = 0.9999f;

    private readonly Span<Vector256<float>> _costs = costs;
    private readonly Span<float> _weights = weights;
    private int _count;
    private float _total;
    private float _errors;

    public readonly bool IsEmpty => _count == 0;

    /// <summary>Expected distance of the median from the cost.</summary>
    public readonly float Error => _errors / _total;

    /// <summary>Takes in the last costs of a context.</summary>
    /// <param name="costs">A multiple of 8, infinite from <paramref name="count"/> on.</param>
    /// <param name="count">How many ever came, 1 or more.</param>
    /// <param name="expectedError">Of their median, by the context.</param>
    /// <param name="loss">Of their median lately, by the node, in units of the error expected of all together.</param>
    public void Add(ReadOnlySpan<float> costs, int count, float expectedError, float loss)
    {
        var weight = MathF.Exp(-Sharpness * loss) / (expectedError * expectedError);
        _total += weight;
        _errors += weight * expectedError;
        weight /= Math.Min(count, costs.Length);
        for (var i = 0; i < costs.Length && i < count; i += Lanes)
        {
            _costs[_count] = Vector256.Create(costs[i..]);
            _weights[_count++] = weight;
        }
    }

    /// <summary>The least costs that have at least the share <paramref name="tail"/>, half, and all but the tail of the weight up to them.</summary>
    public readonly (float Low, float Median, float High) Quantiles(float tail)
    {
        var (low, median, high) = (float.PositiveInfinity, float.PositiveInfinity, float.PositiveInfinity);
        var whole = _total * Nearly;
        foreach (var cost in MemoryMarshal.Cast<Vector256<float>, float>(_costs[.._count]))
        {
            if (!float.IsFinite(cost)) continue;
            var upTo = WeightUpTo(cost);
            if (upTo >= tail * whole) low = Math.Min(low, cost);
            if (upTo >= 0.5f * whole) median = Math.Min(median, cost);
            if (upTo >= (1 - tail) * whole) high = Math.Min(high, cost);
        }
        return (low, median, high);
    }

    private readonly float WeightUpTo(float cost)
    {
        var at = Vector256.Create(cost);
        var sum = 0f;
        for (var i = 0; i < _count; i++)
            sum += _weights[i] * BitOperations.PopCount(Vector256.LessThanOrEqual(_costs[i], at).ExtractMostSignificantBits());
        return sum;
    }
}
