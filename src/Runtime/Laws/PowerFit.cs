using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>
/// Costs as a product of powers of the sizes: least squares of log cost on log sizes with exponential forgetting. All resources at once, one in each lane. Not thread-safe.
/// </summary>
internal sealed class PowerFit(LawShape shape)
{
    private const float Ridge = 0.02f, Least = 1e-6f, Rounding = 1e-5f;

    private readonly int _length = shape.Sizes.Length + 1;
    private readonly Vector128<float>[] _gram = new Vector128<float>[(shape.Sizes.Length + 1) * (shape.Sizes.Length + 2) / 2];
    private readonly Vector128<float>[] _moments = new Vector128<float>[shape.Sizes.Length + 1];
    private Vector128<float> _origin;
    private bool _hasOrigin;

    public int Bytes => (_gram.Length + _moments.Length) * 16;

    /// <summary>Takes in a cost.</summary>
    /// <param name="logs">Logarithms of 1 + size.</param>
    /// <param name="cost">Logarithm of 1 + what came.</param>
    /// <param name="weight">By which its squared error counts; 0 in a lane without a cost.</param>
    /// <param name="keep">Share of what earlier ones weigh that is kept.</param>
    /// <param name="coefficients">The logarithm at size 0, then an exponent for each size.</param>
    public void Learn(Vector128<float> logs, Vector128<float> cost, Vector128<float> weight, Vector128<float> keep, Span<Vector128<float>> coefficients)
    {
        if (!_hasOrigin) (_origin, _hasOrigin) = (logs, true);
        var at = 0;
        for (var i = 0; i < _length; i++)
        {
            var weighted = weight * Regressor(logs, i);
            _moments[i] = (_moments[i] * keep) + (weighted * cost);
            for (var j = 0; j <= i; j++, at++) _gram[at] = (_gram[at] * keep) + (weighted * Regressor(logs, j));
        }
        Solve(coefficients);
    }

    /// <summary>All costs so far count as if they had been so many times as large.</summary>
    /// <param name="log">Logarithm of the factor.</param>
    /// <param name="keep">Share of what they weigh that is kept.</param>
    /// <param name="coefficients">Changed alike.</param>
    public void Scale(Vector128<float> log, Vector128<float> keep, Span<Vector128<float>> coefficients)
    {
        for (var (i, row) = (0, 0); i < _length; row += ++i) _moments[i] = (_moments[i] + (log * _gram[row])) * keep;
        foreach (ref var sum in _gram.AsSpan()) sum *= keep;
        coefficients[0] += log;
    }

    // Sizes are taken from that of the first call on: the sums then tell small differences of large logarithms.
    private Vector128<float> Regressor(Vector128<float> logs, int i) => i == 0 ? Vector128<float>.One : Vector128.Create(logs.GetElement(i - 1) - _origin.GetElement(i - 1));

    private void Solve(Span<Vector128<float>> coefficients)
    {
        Span<Vector128<float>> factors = stackalloc Vector128<float>[_gram.Length];
        Factor(factors);
        _moments.CopyTo(coefficients);
        Substitute(factors, coefficients);
        for (var i = 1; i < _length; i++) coefficients[0] -= coefficients[i] * _origin.GetElement(i - 1);
    }

    /// <summary>The gram matrix, with ridge, as L D Lᵀ: D where the diagonal was.</summary>
    private void Factor(Span<Vector128<float>> factors)
    {
        _gram.CopyTo(factors);
        for (var (i, row) = (0, 0); i < _length; row += ++i)
        {
            var rounding = factors[row + i] * Rounding;
            factors[row + i] += rounding + Lanes.Of(i == 0 ? Least : Ridge);
            for (var (j, other) = (0, 0); j < i; other += ++j)
            {
                var sum = factors[row + j];
                for (var k = 0; k < j; k++) sum -= factors[row + k] * factors[other + k];
                factors[row + j] = sum;
            }
            for (var (j, other) = (0, 0); j < i; other += ++j)
            {
                var scaled = factors[row + j] / factors[other + j];
                factors[row + i] -= scaled * factors[row + j];
                factors[row + j] = scaled;
            }
            factors[row + i] = Vector128.Max(factors[row + i], rounding + Lanes.Of(Least));
        }
    }

    private void Substitute(ReadOnlySpan<Vector128<float>> factors, Span<Vector128<float>> values)
    {
        for (var (i, row) = (0, 0); i < _length; row += ++i)
        {
            for (var j = 0; j < i; j++) values[i] -= factors[row + j] * values[j];
        }
        for (var (i, row) = (0, 0); i < _length; row += ++i) values[i] /= factors[row + i];
        for (var i = _length - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < _length; j++) values[i] -= factors[(j * (j + 1) / 2) + i] * values[j];
        }
    }
}
