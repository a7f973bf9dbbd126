namespace ShadowGen.Prediction.Benchmarks.Needs;

/// <summary>How near predicted costs were: errors as factors, intervals by coverage, width and Winkler score on the scale of ln(1 + cost).</summary>
internal sealed class NeedsScore(string name)
{
    /// <summary>Share of costs that should lie beyond each end.</summary>
    public const double Tail = 0.05;

    private const double Tie = 1e-4;

    private readonly List<double> _errors = [];
    private double _errorSum;
    private double _winkler;
    private double _width;
    private long _inside;
    private long _intervals;

    public string Name => name;

    public int Count => _errors.Count;

    /// <summary>Geometric mean of the factors by which predictions were off; 1 is perfect.</summary>
    public double ErrorFactor => Math.Exp(_errorSum / Count);

    public bool HasIntervals => _intervals > 0;

    /// <summary>Percent of costs that lay in their interval.</summary>
    public double Coverage => 100.0 * _inside / _intervals;

    /// <summary>Mean of the logarithms of the factor between the ends.</summary>
    public double Width => _width / _intervals;

    /// <summary>Width, and 2 / 0.1 times the distance of what lay outside (Winkler, "A decision-theoretic approach to interval estimation", 1972).</summary>
    public double Winkler => _winkler / _intervals;

    /// <summary>The factor that a share of predictions was within.</summary>
    public double ErrorQuantile(double share)
    {
        _errors.Sort();
        return Math.Exp(_errors[(int)(share * (Count - 1))]);
    }

    public void Add((double Cost, double Low, double High) predicted, double cost)
    {
        var actual = Log(cost);
        var error = Math.Abs(Log(predicted.Cost) - actual);
        _errorSum += error;
        _errors.Add(error);
        if (!double.IsFinite(predicted.High)) return;
        var below = Log(predicted.Low) - actual;
        var above = actual - Log(predicted.High);
        var width = Math.Max(0, Log(predicted.High) - Log(predicted.Low));
        _intervals++;
        if (below <= Tie && above <= Tie) _inside++;
        _width += width;
        _winkler += width + ((Math.Max(0, below) + Math.Max(0, above)) / Tail);
    }

    private static double Log(double cost) => Math.Log(1 + Math.Max(0, cost));
}
