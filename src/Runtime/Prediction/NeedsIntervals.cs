using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Prediction;

/// <summary>
/// Intervals around expected needs: log-normal ones, whose two ends are as many spreads away as it takes for one in twenty measured calls to lie beyond each. How many that is, is
/// learned by node and resource from whole calls (the conformal score of a call is how many spreads of the logarithm it lies from its forecast; each end follows its quantile
/// by Robbins and Monro's rule, with a step that does not vanish, as in adaptive conformal inference: Gibbs and Candès 2021). Nodes that were measured seldom lean on all others. Engine thread only.
/// </summary>
internal sealed class NeedsIntervals
{
    /// <summary>The share of calls that may lie beyond each end.</summary>
    public const double Beyond = 0.05;

    /// <summary>Calls that what is known of all nodes is worth beside a node's own.</summary>
    public const double PooledCalls = 32;

    private const double Normal = 1.645;
    private const double MostSpreads = 20;
    private const double MostLogarithm = 60;

    private readonly Ends[] _pooled = new Ends[NodeProfiles.Kinds];
    private Ends[] _ends = [];
    private double[] _mean = [];
    private double[] _spread = [];
    private double[] _fewness = [];
    private double[] _scratch = [];

    public NeedsIntervals() => Array.Fill(_pooled, Ends.Initial);

    public long MemoryBytes => (_ends.Length * (Unsafe.SizeOf<Ends>() + 24L)) + (_scratch.Length * 8L);

    /// <summary>Makes room for nodes.</summary>
    public void Resize(int nodes)
    {
        var known = _ends.Length;
        if (known >= nodes * NodeProfiles.Kinds) return;
        var size = Math.Max(nodes * NodeProfiles.Kinds, 2 * known);
        Array.Resize(ref _ends, size);
        Array.Resize(ref _mean, size);
        Array.Resize(ref _spread, size);
        Array.Resize(ref _fewness, size);
        _ends.AsSpan(known).Fill(Ends.Initial);
        _mean.AsSpan(known).Fill(double.NaN);
    }

    /// <summary>Tells how many calls of a node were measured: one has no spread, and few have too little.</summary>
    public void SetSamples(int node, int kind, long samples) => _fewness[(node * NodeProfiles.Kinds) + kind] = 1 / ((double)Math.Max(1, samples) * Math.Max(1, samples));

    /// <summary>Learns from one measured call what was published of its node before.</summary>
    public void Observe(int node, in CallSample sample)
    {
        if ((node + 1) * NodeProfiles.Kinds > _mean.Length) return;
        var flags = sample.Flags;
        var isPartial = (flags & SampleFlags.AsyncPartial) != 0 && (flags & SampleFlags.ElapsedIsCompletion) == 0;
        if ((flags & SampleFlags.CpuMeasured) != 0) Observe(node, ResourceKind.CpuTime, sample.CpuNs);
        if ((flags & SampleFlags.ElapsedUnknown) == 0 && !isPartial) Observe(node, ResourceKind.ElapsedTime, sample.ElapsedNs);
        Observe(node, ResourceKind.AllocatedBytes, sample.AllocatedBytes);
        if ((flags & SampleFlags.NetworkMeasured) != 0) Observe(node, ResourceKind.NetworkBytes, sample.NetworkBytes);
    }

    /// <summary>Writes intervals beside the means and deviations of all rows of a table.</summary>
    public void Fill(NeedsProblem problem, Span<double> rows)
    {
        const int kinds = NodeProfiles.Kinds;
        var states = problem.Rows.Length;
        if (_scratch.Length < states * kinds * 3) _scratch = new double[states * kinds * 3];
        var spread = _scratch.AsSpan(0, states * kinds);
        var low = _scratch.AsSpan(states * kinds, states * kinds);
        var high = _scratch.AsSpan(2 * states * kinds, states * kinds);
        for (var state = 0; state < states; state++)
        {
            for (var kind = 0; kind < kinds; kind++)
            {
                var relative = rows[(state * NeedsTable.RowLength) + kinds + kind] / (1 + rows[(state * NeedsTable.RowLength) + kind]);
                spread[(state * kinds) + kind] = relative * relative;
            }
        }
        TensorPrimitives.LogP1(spread, spread);
        for (var place = 0; place < problem.Terms.Length; place++) Spreads(problem, place, spread, low, high);
        TensorPrimitives.Exp(low, low);
        TensorPrimitives.Exp(high, high);
        for (var state = 0; state < states; state++)
        {
            for (var kind = 0; kind < kinds; kind++)
            {
                var row = rows.Slice(state * NeedsTable.RowLength, NeedsTable.RowLength);
                row[(2 * kinds) + kind] = Math.Max(0, ((1 + row[kind]) * low[(state * kinds) + kind]) - 1);
                row[(3 * kinds) + kind] = ((1 + row[kind]) * high[(state * kinds) + kind]) - 1;
            }
        }
        Remember(problem, rows, spread);
    }

    private void Spreads(NeedsProblem problem, int place, Span<double> spread, Span<double> low, Span<double> high)
    {
        const int kinds = NodeProfiles.Kinds;
        var node = problem.Order.NodeAt[place];
        for (var kind = 0; kind < kinds; kind++)
        {
            var ends = _ends[(node * kinds) + kind].Blend(_pooled[kind]);
            for (var state = problem.FirstState[place]; state < problem.FirstState[place + 1]; state++)
            {
                ref var deviation = ref spread[(state * kinds) + kind];
                deviation = Math.Sqrt(deviation + _fewness[(node * kinds) + kind]);
                low[(state * kinds) + kind] = -Math.Min(MostLogarithm, ends.Low * deviation);
                high[(state * kinds) + kind] = Math.Min(MostLogarithm, ends.High * deviation);
            }
        }
    }

    private void Remember(NeedsProblem problem, ReadOnlySpan<double> rows, ReadOnlySpan<double> spread)
    {
        const int kinds = NodeProfiles.Kinds;
        for (var place = 0; place < problem.Terms.Length; place++)
        {
            var node = problem.Order.NodeAt[place];
            var state = problem.FirstState[place];
            rows.Slice(state * NeedsTable.RowLength, kinds).CopyTo(_mean.AsSpan(node * kinds));
            spread.Slice(state * kinds, kinds).CopyTo(_spread.AsSpan(node * kinds));
        }
    }

    private void Observe(int node, ResourceKind kind, long actual)
    {
        var at = (node * NodeProfiles.Kinds) + (int)kind;
        var mean = _mean[at];
        if (double.IsNaN(mean) || _spread[at] <= 0) return;
        var score = Math.Log((1.0 + Math.Max(0, actual)) / (1 + mean)) / _spread[at];
        _ends[at].Learn(score);
        _pooled[(int)kind].Learn(score);
    }

    /// <summary>How many spreads each end is away, and of how many calls that was learned.</summary>
    private struct Ends
    {
        public float Low;
        public float High;
        public float Count;

        public static Ends Initial => new() { Low = (float)Normal, High = (float)Normal };

        public readonly Ends Blend(in Ends pooled)
        {
            var own = Count / (Count + (float)PooledCalls);
            return new() { Low = (own * Low) + ((1 - own) * pooled.Low), High = (own * High) + ((1 - own) * pooled.High) };
        }

        public void Learn(double score)
        {
            var step = Math.Max(0.1, 8 / (Count + 4.0));
            Low = Follow(Low, -score, step);
            High = Follow(High, score, step);
            Count = Math.Min(Count + 1, 1e6f);
        }

        private static float Follow(float end, double score, double step) => (float)Math.Clamp(end + (step * (score > end ? 1 - Beyond : -Beyond)), 0, MostSpreads);
    }
}
