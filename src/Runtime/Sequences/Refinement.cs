namespace ShadowGen.Sequences;

/// <summary>
/// Corrects a probability by how it did before in a small context: a curve over its log-odds for each context, read and learned between its two nearest points
/// (the adaptive probability map of the PAQ compressors). Not thread-safe.
/// </summary>
internal sealed class Refinement
{
    private const int Points = 33;
    private const float Step = 0.75f;
    private const float Rate = 0.02f;

    private readonly float[] _curves;

    public Refinement(int contexts)
    {
        _curves = new float[contexts * Points];
        for (var i = 0; i < _curves.Length; i++) _curves[i] = 1 / (1 + MathF.Exp(-((i % Points) - (Points / 2)) * Step));
    }

    public long Bytes => (long)_curves.Length * sizeof(float);

    /// <summary>Where a probability lies on a context's curve.</summary>
    public static (int Point, float Share) Locate(int context, float logOdds)
    {
        var at = Math.Clamp((logOdds / Step) + (Points / 2), 0, Points - 1.001f);
        var point = (int)at;
        return ((context * Points) + point, at - point);
    }

    public float Read(int point, float share) => (_curves[point] * (1 - share)) + (_curves[point + 1] * share);

    public void Learn(int point, float share, float target)
    {
        _curves[point] += Rate * (1 - share) * (target - _curves[point]);
        _curves[point + 1] += Rate * share * (target - _curves[point + 1]);
    }
}
