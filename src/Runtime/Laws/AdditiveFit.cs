using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>
/// Costs as a sum of parts, none of them negative: a constant and growing ones. Least squares of relative errors with exponential forgetting; the sums are solved by
/// coordinate descent that goes on from where it was (Franc, Hlaváč, Navara, "Sequential coordinate-wise algorithm for the non-negative least squares problem", 2005).
/// All resources at once, one in each lane. Not thread-safe.
/// </summary>
internal sealed class AdditiveFit(LawShape shape)
{
    private const int Sweeps = 2;
    private const float Ridge = 1e-5f, Least = 1e-30f, Largest = 1e24f;

    private readonly Vector128<float>[] _gram = new Vector128<float>[shape.Terms.Length * (shape.Terms.Length + 1) / 2];
    private readonly Vector128<float>[] _moments = new Vector128<float>[shape.Terms.Length];

    public int Bytes => (_gram.Length + _moments.Length) * 16;

    /// <summary>Takes in a cost.</summary>
    /// <param name="terms">The parts' values.</param>
    /// <param name="cost">1 + what came.</param>
    /// <param name="weight">By which its squared error counts; 0 in a lane without a cost.</param>
    /// <param name="keep">Share of what earlier ones weigh that is kept.</param>
    /// <param name="coefficients">One for each part, 0 at first; brought nearer to the best.</param>
    public void Learn(ReadOnlySpan<Vector128<float>> terms, Vector128<float> cost, Vector128<float> weight, Vector128<float> keep, Span<Vector128<float>> coefficients)
    {
        var at = 0;
        for (var i = 0; i < _moments.Length; i++)
        {
            var weighted = weight * terms[i];
            _moments[i] = (_moments[i] * keep) + (weighted * cost);
            var row = _gram.AsSpan(at, i + 1);
            for (var j = 0; j < row.Length; j++) row[j] = (row[j] * keep) + (weighted * terms[j]);
            at += row.Length;
        }
        for (var sweep = 0; sweep < Sweeps; sweep++) Descend(coefficients);
    }

    /// <summary>All costs so far count as if they had been so many times as large.</summary>
    public void Scale(Vector128<float> factor, Vector128<float> keep, Span<Vector128<float>> coefficients)
    {
        foreach (ref var sum in _gram.AsSpan()) sum *= keep;
        foreach (ref var sum in _moments.AsSpan()) sum = Vector128.Min(sum * keep * factor, Lanes.Of(Largest));
        foreach (ref var coefficient in coefficients) coefficient = Vector128.Min(coefficient * factor, Lanes.Of(Largest));
    }

    private void Descend(Span<Vector128<float>> coefficients)
    {
        var start = 0;
        for (var i = 0; i < _moments.Length; i++)
        {
            var rest = _moments[i];
            for (var j = 0; j < i; j++) rest -= _gram[start + j] * coefficients[j];
            var at = start + i;
            var diagonal = _gram[at];
            for (var j = i + 1; j < _moments.Length; j++)
            {
                at += j;
                rest -= _gram[at] * coefficients[j];
            }
            var best = rest / ((diagonal * (1 + Ridge)) + Vector128.Create(Least));
            coefficients[i] = Vector128.Min(Vector128.Max(best, Vector128<float>.Zero), Lanes.Of(Largest));
            start += i + 1;
        }
    }
}
