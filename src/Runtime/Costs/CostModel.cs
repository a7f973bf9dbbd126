using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Costs;

/// <summary>
/// Foretells one resource of a call from what calls in the same contexts have cost: the last costs of each context are pooled, each context's weighing more the nearer
/// its median has been. Memory is fixed at construction and nothing is allocated after. One thread at a time.
/// </summary>
internal sealed class CostModel
{
    public const int MaxContexts = 8;

    /// <summary>Share of costs that are to lie in an interval.</summary>
    public const float Coverage = 0.9f;

    private const int Samples = 3, LongContexts = 2, FirstOfWindow = CostRow.Many;
    private const int MaxVectors = (MaxContexts * CostPool.VectorsOfContext) + (LongContexts * CostPool.VectorsOfWindow);
    private const int CountLevels = 8;

    /// <summary>Calls after which most of a node's last 8 costs are of after a change.</summary>
    private const int LearnedByItself = 5;

    private const float LevelRate = 0.002f, LossRate = 0.002f;
    private const float LeastError = 0.02f, LeastUnit = 0.01f, MostLoss = 4;

    private readonly CostTable _table;
    private readonly CostWindows _windows;
    private readonly float[] _levels = new float[MaxContexts * CountLevels];
    private readonly float[] _losses;
    private readonly IntervalEnd[] _lows;
    private readonly IntervalEnd[] _highs;
    private readonly CommonCosts _common = new(LearnedByItself);
    private readonly OperationShift[] _shifts;
    private float _typicalError = 0.5f;

    /// <param name="nodes">Nodes are 0 to this − 1.</param>
    /// <param name="rows">Contexts that are remembered, 184 bytes each; a power of two, 4 or more.</param>
    /// <param name="windows">Long samples that are kept, 4 KB each; a power of two, 4 or more.</param>
    public CostModel(int nodes, int rows = 1 << 12, int windows = 1 << 9)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nodes);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, CostTable.Ways);
        ArgumentOutOfRangeException.ThrowIfLessThan(windows, CostWindows.Ways);
        if (!BitOperations.IsPow2(rows)) throw new ArgumentOutOfRangeException(nameof(rows), rows, "rows must be a power of two");
        if (!BitOperations.IsPow2(windows)) throw new ArgumentOutOfRangeException(nameof(windows), windows, "windows must be a power of two");
        _table = new(rows);
        _windows = new(windows);
        _losses = new float[nodes * MaxContexts * Samples];
        _shifts = new OperationShift[nodes];
        _lows = new IntervalEnd[nodes];
        _highs = new IntervalEnd[nodes];
        Array.Fill(_levels, 1f);
    }

    /// <summary>Bytes held, constant from construction on.</summary>
    public long MemoryBytes => _table.Bytes + _windows.Bytes + ((_levels.Length + _losses.Length) * (long)sizeof(float)) +
        (2L * _lows.Length * Unsafe.SizeOf<IntervalEnd>()) + (_shifts.Length * (long)Unsafe.SizeOf<OperationShift>()) + _common.Bytes;

    /// <summary>What a call will cost, as far as is known when it begins.</summary>
    /// <param name="node">Whose cost.</param>
    /// <param name="contexts">Hashes of what is known of the call, from the widest to the narrowest; at most <see cref="MaxContexts"/>, always in the same order.</param>
    public CostForecast Predict(int node, ReadOnlySpan<uint> contexts)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contexts.Length, MaxContexts, nameof(contexts));
        var shift = Follow(node);
        var pool = new CostPool(stackalloc Vector256<float>[MaxVectors], stackalloc float[MaxVectors]);
        Span<int> windows = [CostWindows.Absent, CostWindows.Absent];
        for (var i = 0; i < contexts.Length; i++)
        {
            var at = _table.Find(contexts[i]);
            if (at == CostTable.Absent) continue;
            ref var row = ref _table[at];
            row.Follow(shift);
            var level = _levels[LevelAt(i, row.Count)];
            var loss = LossAt(node, i);
            if (row.Count > CostRow.Few) pool.Add(row.Last, row.Count, (row.ManyError + LeastError) * level, _losses[loss]);
            pool.Add(row.Latest, row.Count, (row.FewError + LeastError) * level, _losses[loss + 1]);
            if (i >= LongContexts || (windows[i] = _windows.Find(contexts[i])) == CostWindows.Absent) continue;
            _windows.Follow(windows[i], shift);
            pool.AddWindow(_windows[windows[i]], (row.ManyError + LeastError) * level, _losses[loss + 2]);
        }
        if (pool.IsEmpty) return new(float.PositiveInfinity, 0, float.PositiveInfinity, default, default, _typicalError);
        pool.Weigh();
        var (lowTail, highTail) = (_common.Lows.Tail, _common.Highs.Tail);
        var (low, median, high) = pool.Quantiles(lowTail, highTail);
        var unit = pool.Error;
        EndQuantiles lows = new(low, OfWindow(windows[0], lowTail, low), OfWindow(windows[1], lowTail, low));
        EndQuantiles highs = new(high, OfWindow(windows[0], 1 - highTail, high), OfWindow(windows[1], 1 - highTail, high));
        var lowAlone = _lows[node].At(false, lows, median, unit, _common.Lows.Offset(_lows[node].Count));
        var highAlone = _highs[node].At(true, highs, median, unit, _common.Highs.Offset(_highs[node].Count));
        var margin = _common.Margin;
        return new(
            median,
            -margin.Widen(-lowAlone, unit, -lows.Operation, -OfWindow(windows[0], 2 * lowTail, low), -Math.Min(low, lows.Operation)),
            margin.Widen(highAlone, unit, highs.Operation, OfWindow(windows[0], 1 - (2 * highTail), high), Math.Max(high, highs.Operation)),
            lows,
            highs,
            unit);
    }

    /// <summary>Learns what a call has cost.</summary>
    /// <param name="node">Whose cost.</param>
    /// <param name="caller">The node that called it; below 0 when that is not known. Calls are to be learned in the order in which they ended.</param>
    /// <param name="contexts">As they were when it began. No two nodes may share one.</param>
    /// <param name="forecast">What was foretold of it.</param>
    /// <param name="cost">On the log scale (<see cref="LogCost"/>). What is not finite is not learned.</param>
    public void Learn(int node, int caller, ReadOnlySpan<uint> contexts, in CostForecast forecast, float cost)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contexts.Length, MaxContexts, nameof(contexts));
        if (!float.IsFinite(cost)) return;
        if (forecast.IsKnown)
        {
            var count = _lows[node].Count;
            _lows[node].Learn(false, forecast, cost, _common.Lows.Tail);
            _highs[node].Learn(true, forecast, cost, _common.Highs.Tail);
            var interval = new CostInterval(forecast.Median, forecast.Low, forecast.High);
            _common.Learn(interval, forecast.Error, count, cost);
            if (_common.Shift.Learn(node, caller, ref _shifts[node].Seen, count, forecast.Median, forecast.Error, cost)) LeaveToLearners();
        }
        if (_lows[node].Count == 0) _shifts[node].Left = _common.Shift.Value;
        var shift = Follow(node);
        var wider = _typicalError;
        for (var i = 0; i < contexts.Length; i++)
        {
            var at = _table.Find(contexts[i]);
            if (at == CostTable.Absent) at = _table.Insert(contexts[i], wider, shift);
            ref var row = ref _table[at];
            row.Follow(shift);
            if (row.Count > 0) Judge(node, i, contexts[i], in row, forecast.Error, cost);
            row.Add(cost);
            if (i < LongContexts) AddToWindow(contexts[i], in row, cost, shift);
            wider = row.ManyError;
        }
    }

    private void AddToWindow(uint context, in CostRow row, float cost, float shift)
    {
        var window = _windows.Find(context);
        if (window != CostWindows.Absent)
        {
            _windows.Follow(window, shift);
            _windows.Add(window, cost);
        }
        else if (row.Count >= FirstOfWindow) _windows.Insert(context, row.Last, shift);
    }

    // How far off this context's medians were.
    private void Judge(int node, int context, uint hash, in CostRow row, float unit, float cost)
    {
        var many = Math.Abs(cost - row.Median());
        var few = Math.Abs(cost - row.LatestMedian());
        ref var level = ref _levels[LevelAt(context, row.Count)];
        level += LevelRate * (Math.Min(MostLoss, (many + LeastError) / (row.ManyError + LeastError)) - level);
        if (context == 0) _typicalError += LevelRate * (many - _typicalError);
        var at = LossAt(node, context);
        _losses[at] += LossRate * (Math.Min(MostLoss, many / (unit + LeastUnit)) - _losses[at]);
        _losses[at + 1] += LossRate * (Math.Min(MostLoss, few / (unit + LeastUnit)) - _losses[at + 1]);
        if (context >= LongContexts || _windows.Find(hash) is not (>= 0 and var window)) return;
        var all = Math.Abs(cost - CostWindows.QuantileOf(_windows[window], 0.5f));
        _losses[at + 2] += LossRate * (Math.Min(MostLoss, all / (unit + LeastUnit)) - _losses[at + 2]);
    }

    // The common shift of an operation, once all that is kept for it alone has followed.
    private float Follow(int node)
    {
        ref var own = ref _shifts[node];
        var shift = _common.Shift.Value - own.Left;
        if (shift == own.Followed) return shift;
        _lows[node].Follow(shift - own.Followed);
        _highs[node].Follow(shift - own.Followed);
        return own.Followed = shift;
    }

    private void LeaveToLearners()
    {
        foreach (var node in _common.Shift.Learners) _shifts[node].Left += _common.Shift.Change;
    }

    private float OfWindow(int window, float share, float otherwise) => window == CostWindows.Absent ? otherwise : CostWindows.QuantileOf(_windows[window], share);

    private static int LevelAt(int context, int count) => (context * CountLevels) + Math.Min(CountLevels - 1, BitOperations.Log2((uint)count | 1));

    private static int LossAt(int node, int context) => ((node * MaxContexts) + context) * Samples;

    /// <summary>What a node has made of the common shift.</summary>
    private struct OperationShift
    {
        /// <summary>When it was called last.</summary>
        public uint Seen;

        /// <summary>What of the shift it has left, having learned it by itself or begun after it.</summary>
        public float Left;

        /// <summary>What of the shift its ends have followed.</summary>
        public float Followed;
    }
}
