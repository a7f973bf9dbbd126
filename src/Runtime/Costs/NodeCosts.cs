using System.Runtime.CompilerServices;

namespace ShadowGen.Costs;

/// <summary>
/// The costs of one node and resource: a sample of them in ascending order, old ones less likely to be in it, and how far its outer quantiles must be moved for as many costs to lie
/// beyond as should (quantile tracking: Angelopoulos, Candès, Tibshirani, "Conformal PID control for time series prediction", 2023). One costs about 0.1 µs. Not thread-safe.
/// </summary>
internal struct NodeCosts
{
    /// <summary>Costs that are held.</summary>
    public const int Capacity = 128;

    private const int MostUse = 1 << 12, ErrorWindow = 24;
    private const float MarginStep = 0.08f, FirstError = 0.5f, LeastError = 0.001f;

    /// <summary>Costs that came lately.</summary>
    public int Use;

    private int _held;
    private float _error;
    private float _lowMargin;
    private float _highMargin;
    private CostScore _score;
    private Costs _costs;

    public readonly CostScore Score => _score;

    /// <summary>A cost has come, so that there is something to tell.</summary>
    public readonly bool IsKnown => _held > 0;

    public static NodeCosts Create()
    {
        var row = new NodeCosts { _error = FirstError };
        ((Span<float>)row._costs).Fill(float.PositiveInfinity);
        return row;
    }

    /// <summary>What the next cost will be. There must have been one.</summary>
    public readonly CostInterval Predict(CommonEnds lows, CommonEnds highs)
    {
        ReadOnlySpan<float> sorted = ((ReadOnlySpan<float>)_costs)[.._held];
        var median = sorted[(_held - 1) / 2];
        var low = CostWindows.QuantileOf(sorted, lows.Tail) - (_lowMargin * _error);
        var high = CostWindows.QuantileOf(sorted, 1 - highs.Tail) + (_highMargin * _error);
        if (_held < IntervalEnd.Few)
        {
            var own = _held / (float)IntervalEnd.Few;
            low = (own * low) + ((1 - own) * (median - (lows.Offset(_held) * _error)));
            high = (own * high) + ((1 - own) * (median + (highs.Offset(_held) * _error)));
        }
        return new(median, Math.Min(low, median), Math.Max(high, median));
    }

    /// <summary>Checks what was foretold of a cost, and learns it.</summary>
    /// <param name="cost">On the log scale; finite.</param>
    /// <param name="lows">Of all nodes; learns too.</param>
    /// <param name="highs">Of all nodes; learns too.</param>
    /// <param name="total">Score of all nodes.</param>
    /// <param name="random">To draw the cost that gives way.</param>
    public void Add(float cost, CommonEnds lows, CommonEnds highs, ref CostScore total, uint random)
    {
        if (IsKnown)
        {
            var forecast = Predict(lows, highs);
            var score = CostScore.Of(forecast, cost, lows.Wanted, highs.Wanted);
            _score += score;
            total += score;
            lows.Learn(forecast, _error, _held, cost);
            highs.Learn(forecast, _error, _held, cost);
            _lowMargin += MarginStep * IntervalEnd.Surplus(forecast.Low - cost, lows.Wanted);
            _highMargin += MarginStep * IntervalEnd.Surplus(cost - forecast.High, highs.Wanted);
            _error = Math.Max(LeastError, _error + ((Math.Abs(cost - forecast.Median) - _error) / Math.Min(_held + 1, ErrorWindow)));
        }
        Use = Math.Min(Use + 1, MostUse);
        SortedSample.Add(_costs, ref _held, cost, random);
    }

    /// <summary>Begins with costs that came in another process, before any of this one.</summary>
    /// <param name="costs">On the log scale, finite, ascending; as many as <see cref="Capacity"/> at most.</param>
    public void Seed(ReadOnlySpan<float> costs)
    {
        if (costs.IsEmpty) return;
        costs.CopyTo(_costs);
        _held = costs.Length;
        Use = costs.Length;
        var median = costs[(_held - 1) / 2];
        var error = 0f;
        foreach (var cost in costs) error += Math.Abs(cost - median);
        _error = Math.Max(LeastError, error / _held);
    }

    public void Age() => Use -= Use >> 3;

    [InlineArray(Capacity)]
    internal struct Costs
    {
        private float _first;
    }
}
