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

    /// <summary>Calls after which nearly half of the sample is of after a change.</summary>
    public const int LearnedByItself = 48;

    private const int MostUse = 1 << 12, ErrorWindow = 24;
    private const float MarginStep = 0.08f, FirstError = 0.5f, LeastError = 0.001f;

    /// <summary>Costs that came lately.</summary>
    public int Use;

    private int _held;
    private uint _seen;
    private float _shift;
    private float _error;
    private float _lowMargin;
    private float _highMargin;
    private CostScore _score;
    private Costs _costs;

    public readonly CostScore Score => _score;

    /// <summary>A cost has come, so that there is something to tell.</summary>
    public readonly bool IsKnown => _held > 0;

    /// <param name="shift">The common shift so far.</param>
    public static NodeCosts Create(float shift)
    {
        var row = new NodeCosts { _error = FirstError, _shift = shift };
        ((Span<float>)row._costs).Fill(float.PositiveInfinity);
        return row;
    }

    /// <summary>What the next cost will be. There must have been one.</summary>
    public CostInterval Predict(CommonCosts common)
    {
        Follow(common.Shift.Value);
        var (lows, highs) = (common.Lows, common.Highs);
        ReadOnlySpan<float> sorted = ((ReadOnlySpan<float>)_costs)[.._held];
        var median = sorted[(_held - 1) / 2];
        var (outerLow, outerHigh) = (CostWindows.QuantileOf(sorted, lows.Tail), CostWindows.QuantileOf(sorted, 1 - highs.Tail));
        var low = outerLow - (_lowMargin * _error);
        var high = outerHigh + (_highMargin * _error);
        if (_held < IntervalEnd.Few)
        {
            var own = _held / (float)IntervalEnd.Few;
            low = (own * low) + ((1 - own) * (median - (lows.Offset(_held) * _error)));
            high = (own * high) + ((1 - own) * (median + (highs.Offset(_held) * _error)));
        }
        var margin = common.Margin;
        low = -margin.Widen(-low, _error, -outerLow, -CostWindows.QuantileOf(sorted, 2 * lows.Tail), -outerLow);
        high = margin.Widen(high, _error, outerHigh, CostWindows.QuantileOf(sorted, 1 - (2 * highs.Tail)), outerHigh);
        return new(median, Math.Min(low, median), Math.Max(high, median));
    }

    /// <summary>Checks what was foretold of a cost. Then <see cref="Add"/> it.</summary>
    /// <param name="cost">On the log scale; finite.</param>
    /// <param name="node">Whose.</param>
    /// <param name="caller">By whom it was called.</param>
    /// <param name="common">Of all nodes; learns too.</param>
    /// <param name="total">Score of all nodes.</param>
    /// <returns>Costs of all nodes have changed together: <see cref="CommonShift.Learners"/> are to be told.</returns>
    public bool Check(float cost, int node, int caller, CommonCosts common, ref CostScore total)
    {
        if (!IsKnown) return false;
        var forecast = Predict(common);
        var (lowTail, highTail) = (common.Lows.Wanted, common.Highs.Wanted);
        var score = CostScore.Of(forecast, cost, lowTail, highTail);
        _score += score;
        total += score;
        common.Learn(forecast, _error, _held, cost);
        var isShifted = common.Shift.Learn(node, caller, ref _seen, _held, forecast.Median, _error, cost);
        _lowMargin += MarginStep * IntervalEnd.Surplus(forecast.Low - cost, lowTail);
        _highMargin += MarginStep * IntervalEnd.Surplus(cost - forecast.High, highTail);
        _error = Math.Max(LeastError, _error + ((Math.Abs(cost - forecast.Median) - _error) / Math.Min(_held + 1, ErrorWindow)));
        return isShifted;
    }

    /// <summary>Learns a cost.</summary>
    /// <param name="cost">On the log scale; finite.</param>
    /// <param name="shift">The common shift so far.</param>
    /// <param name="random">To draw the cost that gives way.</param>
    public void Add(float cost, float shift, uint random)
    {
        Follow(shift);
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

    /// <summary>It has learned a change of the common shift by itself.</summary>
    public void Leave(float change) => _shift += change;

    // Makes the costs those that they would be after the common shift.
    private void Follow(float shift)
    {
        if (shift == _shift) return;
        foreach (ref var cost in ((Span<float>)_costs)[.._held]) cost = LogCost.Scale(cost, shift - _shift);
        _shift = shift;
    }

    public void Age() => Use -= Use >> 3;

    [InlineArray(Capacity)]
    internal struct Costs
    {
        private float _first;
    }
}
