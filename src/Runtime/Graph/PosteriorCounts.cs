using System.Numerics.Tensors;

namespace ShadowGen.Graph;

/// <summary>
/// Exponentially forgotten counts by edge, for a Dirichlet posterior whose evidence ages (discounting: West and Harrison, Bayesian Forecasting and Dynamic
/// Models, ch. 6). The age of a count is how many calls its caller has made since, so that a rare caller does not forget what it did last.
/// </summary>
/// <remarks>
/// A batch of n calls of one caller ages what was there by λⁿ, with λ = 2^(-1 / half-life), and adds Σ λⁱ = (1 - λⁿ) / (1 - λ), shared among the edges by their
/// part of the batch: within a batch the order is not known.
/// </remarks>
internal sealed class PosteriorCounts(double halfLife)
{
    /// <summary>Jeffreys' prior for each known edge, until static priors exist.</summary>
    public const double Prior = 0.5;

    // 1 - λ
    private readonly double _forgotten = Complement(Math.Exp(-Math.Log(2) / halfLife), -Math.Log(2) / halfLife);

    private double[] _weight = [];
    private double[] _pending = [];
    private double[] _factor = [];
    private double[] _pendingByNode = [];
    private double[] _factorByNode = [];
    private double[] _gainByNode = [];
    private bool _isDirty;

    /// <summary>Forgotten counts by edge.</summary>
    public ReadOnlySpan<double> Weight => _weight;

    public void Resize(int nodes, int edges)
    {
        if (edges > _weight.Length)
        {
            var size = Math.Max(edges, 2 * _weight.Length);
            Array.Resize(ref _weight, size);
            Array.Resize(ref _pending, size);
            Array.Resize(ref _factor, size);
        }
        if (nodes > _pendingByNode.Length)
        {
            var size = Math.Max(nodes, 2 * _pendingByNode.Length);
            Array.Resize(ref _pendingByNode, size);
            Array.Resize(ref _factorByNode, size);
            Array.Resize(ref _gainByNode, size);
        }
    }

    /// <summary>Gives an edge calls that earlier runs have seen: they age as those of this one do.</summary>
    public void Seed(int edge, double calls) => _weight[edge] += calls;

    public void Add(int caller, int edge, long calls)
    {
        _pending[edge] += calls;
        _pendingByNode[caller] += calls;
        _isDirty = true;
    }

    /// <summary>Ages the counts and takes in what was added since. False: nothing was.</summary>
    public bool Fold(IReadOnlyList<LogicalEdge> edges)
    {
        if (!_isDirty) return false;
        _isDirty = false;
        TensorPrimitives.Multiply(_pendingByNode, -Math.Log(2) / halfLife, _gainByNode);
        TensorPrimitives.Exp(_gainByNode, _factorByNode);
        for (var node = 0; node < _gainByNode.Length; node++)
        {
            var calls = _pendingByNode[node];
            _gainByNode[node] = calls > 0 ? Complement(_factorByNode[node], _gainByNode[node]) / (_forgotten * calls) : 0;
        }
        for (var edge = 0; edge < edges.Count; edge++)
        {
            var caller = edges[edge].Caller;
            _factor[edge] = _factorByNode[caller];
            _pending[edge] *= _gainByNode[caller];
        }
        Age(_weight, _factor, _pending);
        Array.Clear(_pending);
        Array.Clear(_pendingByNode);
        return true;
    }

    // 1 - e^x, without losing digits where e^x is nearly 1 (Kahan's form).
    private static double Complement(double exponential, double x) => exponential switch
    {
        1 => -x,
        0 => 1,
        _ => (1 - exponential) * x / Math.Log(exponential),
    };

    /// <summary>weight = weight * factor + added, in one rounding.</summary>
    public static void Age(Span<double> weight, ReadOnlySpan<double> factor, ReadOnlySpan<double> added) =>
        TensorPrimitives.FusedMultiplyAdd(weight, factor, added, weight);

    /// <summary>The scalar twin of <see cref="Age"/>: equal to the last bit.</summary>
    public static void AgeScalar(Span<double> weight, ReadOnlySpan<double> factor, ReadOnlySpan<double> added)
    {
        for (var i = 0; i < weight.Length; i++) weight[i] = Math.FusedMultiplyAdd(weight[i], factor[i], added[i]);
    }
}
