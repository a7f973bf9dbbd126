using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Costs;

/// <summary>Costs of several sources, each weighted by how near its median has been.</summary>
internal ref struct CostPool(Span<Vector256<float>> costs, Span<float> weights)
{
    /// <summary>Vectors that a context may add.</summary>
    public const int VectorsOfContext = (CostRow.Many + CostRow.Few) / Lanes;

    /// <summary>Vectors that a long sample adds: as many of its quantiles.</summary>
    public const int VectorsOfWindow = Picked / Lanes;

    private const int Lanes = 8, Picked = 64, MostSources = 24;
    private const float Sharpness = 120;

    // Sums in another order differ in their last digits: a share that is reached but for those is reached.
    private const float Nearly = 0.9999f;

    private readonly Span<Vector256<float>> _costs = costs;
    private readonly Span<float> _weights = weights;
    private Sources _sources;
    private int _sourceCount;
    private int _count;
    private float _total;
    private float _errors;

    public readonly bool IsEmpty => _count == 0;

    /// <summary>Expected distance of the median from the cost. After <see cref="Weigh"/>.</summary>
    public readonly float Error => _errors / _total;

    /// <summary>Takes in the last costs of a context.</summary>
    /// <param name="costs">A multiple of 8, infinite from <paramref name="count"/> on.</param>
    /// <param name="count">How many ever came, 1 or more.</param>
    /// <param name="expectedError">Of their median, by the context.</param>
    /// <param name="loss">Of their median lately, by the node, in units of the error expected of all together.</param>
    public void Add(scoped ReadOnlySpan<float> costs, int count, float expectedError, float loss)
    {
        var used = Math.Min(count, costs.Length);
        for (var i = 0; i < used; i += Lanes) _costs[_count++] = Vector256.Create(costs[i..]);
        _sources[_sourceCount++] = new(expectedError, loss, used, _count);
    }

    /// <summary>Takes in a long sample.</summary>
    /// <param name="sorted">Its costs, ascending; one or more.</param>
    /// <param name="expectedError">Of their median, by the context.</param>
    /// <param name="loss">Of their median lately, by the node.</param>
    public void AddWindow(ReadOnlySpan<float> sorted, float expectedError, float loss)
    {
        Span<float> picked = stackalloc float[Picked];
        for (var i = 0; i < Picked; i++) picked[i] = sorted[((2 * i) + 1) * sorted.Length / (2 * Picked)];
        Add(picked, Picked, expectedError, loss);
    }

    /// <summary>Gives each source its weight, once all were added.</summary>
    public void Weigh()
    {
        var least = float.PositiveInfinity;
        for (var i = 0; i < _sourceCount; i++) least = Math.Min(least, _sources[i].Loss);
        var at = 0;
        for (var i = 0; i < _sourceCount; i++)
        {
            ref var source = ref _sources[i];
            var weight = MathF.Exp(-Sharpness * (source.Loss - least)) / (source.Error * source.Error);
            _total += weight;
            _errors += weight * source.Error;
            weight /= source.Count;
            while (at < source.End) _weights[at++] = weight;
        }
    }

    /// <summary>The least costs that have at least the low tail, half, and all but the high tail of the weight up to them. After <see cref="Weigh"/>.</summary>
    public readonly (float Low, float Median, float High) Quantiles(float lowTail, float highTail)
    {
        var (least, most) = Extremes();
        var whole = _total * Nearly;
        var median = Reach(0.5f * whole, least, most);
        return (Reach(lowTail * whole, least, median), median, Reach((1 - highTail) * whole, median, most));
    }

    // The least cost with this weight up to it, which lies within the bounds: bisection, from cost to cost.
    private readonly float Reach(float weight, float low, float high)
    {
        while (low < high)
        {
            var middle = low + ((high - low) * 0.5f);
            if (middle >= high) middle = low; // neighbours, of which rounding takes the upper
            var (upTo, last, next) = WeightUpTo(middle);
            if (upTo >= weight) high = last;
            else low = next;
        }
        return high;
    }

    // The weight of all costs up to a value, the last of them, and the first beyond.
    private readonly (float Weight, float Last, float Next) WeightUpTo(float value)
    {
        var at = Vector256.Create(value);
        var last = Vector256.Create(float.NegativeInfinity);
        var next = Vector256.Create(float.PositiveInfinity);
        var sum = 0f;
        for (var i = 0; i < _count; i++)
        {
            var isUpTo = Vector256.LessThanOrEqual(_costs[i], at);
            last = Vector256.Max(last, Vector256.ConditionalSelect(isUpTo, _costs[i], Vector256.Create(float.NegativeInfinity)));
            next = Vector256.Min(next, Vector256.ConditionalSelect(isUpTo, Vector256.Create(float.PositiveInfinity), _costs[i]));
            sum += _weights[i] * BitOperations.PopCount(isUpTo.ExtractMostSignificantBits());
        }
        return (sum, Most(last), Least(next));
    }

    private readonly (float Least, float Most) Extremes()
    {
        var infinite = Vector256.Create(float.PositiveInfinity);
        var least = infinite;
        var most = -infinite;
        for (var i = 0; i < _count; i++)
        {
            least = Vector256.Min(least, _costs[i]);
            most = Vector256.Max(most, Vector256.ConditionalSelect(Vector256.LessThan(_costs[i], infinite), _costs[i], -infinite));
        }
        return (Least(least), Most(most));
    }

    private static float Least(Vector256<float> v)
    {
        var half = Vector128.Min(v.GetLower(), v.GetUpper());
        half = Vector128.Min(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        return MathF.Min(half[0], half[1]);
    }

    private static float Most(Vector256<float> v) => -Least(-v);

    /// <param name="Error">Expected of its median.</param>
    /// <param name="Loss">Of its median lately.</param>
    /// <param name="Count">Costs in it.</param>
    /// <param name="End">Vectors up to its last.</param>
    private readonly record struct Source(float Error, float Loss, int Count, int End);

    [InlineArray(MostSources)]
    private struct Sources
    {
        private Source _first;
    }
}
