using System.Runtime.Intrinsics;

namespace ShadowGen.Costs;

/// <summary>
/// Evidence that costs have changed by a factor, for eight factors at once: the logarithm of how much likelier residuals are after the change than before, under Laplace's distribution.
/// What is against a factor takes its sum down to 0 and no further (a bank of CUSUM charts: Page, "Continuous inspection schemes", 1954; Lorden, "Procedures for reacting to a change in
/// distribution", 1971). Not thread-safe.
/// </summary>
internal struct ShiftEvidence
{
    public const int Factors = 8;

    /// <summary>The most that one residual says for or against.</summary>
    public const float Most = 2;

    /// <summary>Since how many residuals there has been evidence is counted up to this.</summary>
    public const int MostSince = 1 << 20;

    private Vector256<float> _sums;
    private Vector256<int> _since;

    /// <summary>Logarithms of the factors that are looked for: a half more to nine times, or as much less.</summary>
    private static Vector256<float> Shifts => Vector256.Create(0.35f, -0.35f, 0.7f, -0.7f, 1.1f, -1.1f, 2.2f, -2.2f);

    /// <summary>The factor that most is for, its sum, and since how many residuals there is evidence of it.</summary>
    public readonly (float Shift, float Sum, int Since) Likeliest
    {
        get
        {
            var best = 0;
            for (var i = 1; i < Factors; i++) best = _sums[i] > _sums[best] ? i : best;
            return (Shifts[best], _sums[best], _since[best]);
        }
    }

    /// <summary>Takes in a residual.</summary>
    /// <param name="residual">Logarithm of cost over median.</param>
    /// <param name="error">Its expected magnitude; above 0.</param>
    /// <param name="weight">What it counts, 0 to 1.</param>
    /// <param name="enough">A sum that tells of a change.</param>
    /// <returns>A sum is above that.</returns>
    public bool Add(float residual, float error, float weight, float enough)
    {
        var evidence = (Vector256.Create(Math.Abs(residual)) - Vector256.Abs(Vector256.Create(residual) - Shifts)) * (1 / error);
        evidence = Vector256.Min(Vector256.Max(evidence, Vector256.Create(-Most)), Vector256.Create(Most));
        _sums = Vector256.Max(_sums + (evidence * weight), Vector256<float>.Zero);
        var isFor = Vector256.GreaterThan(_sums, Vector256<float>.Zero).AsInt32();
        _since = Vector256.Min(_since - isFor, Vector256.Create(MostSince)) & isFor;
        return Vector256.GreaterThanAny(_sums, Vector256.Create(enough));
    }
}
