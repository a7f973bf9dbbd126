using System.Runtime.InteropServices;

namespace ShadowGen.Prediction.Benchmarks.Needs;

/// <summary>How near predicted costs were: errors as factors, intervals by coverage, width and Winkler score on the scale of ln(1 + cost).</summary>
internal sealed class NeedsScore(string name)
{
    /// <summary>Share of costs that should lie beyond each end.</summary>
    public const double Tail = 0.05;

    private const double Tie = 1e-4;

    /// <summary>Calls of a window, and calls that an operation must have been scored with to be looked at by itself.</summary>
    private const int Window = 1000, EnoughOfNode = 200;

    private readonly List<double> _errors = [];
    private readonly List<bool> _held = [];
    private readonly Dictionary<int, (int Count, int Inside)> _nodes = [];
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

    /// <summary>Largest distance from 90 % of the coverage of an operation with 200 scored calls or more, in points; 0 when there is none.</summary>
    public double WorstNode => _nodes.Values.Where(n => n.Count >= EnoughOfNode).Select(n => Math.Abs((100.0 * n.Inside / n.Count) - 90)).DefaultIfEmpty().Max();

    /// <summary>Largest distance from 90 % of the coverage of any 1,000 calls that follow each other, in points; of all, where there are no more.</summary>
    public double WorstWindow
    {
        get
        {
            if (_held.Count <= Window) return Math.Abs(Coverage - 90);
            var inside = 0;
            var worst = 0.0;
            for (var i = 0; i < _held.Count; i++)
            {
                inside += (_held[i] ? 1 : 0) - (i >= Window && _held[i - Window] ? 1 : 0);
                if (i >= Window - 1) worst = Math.Max(worst, Math.Abs((100.0 * inside / Window) - 90));
            }
            return worst;
        }
    }

    public void Add(int operation, (double Cost, double Low, double High) predicted, double cost)
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
        var isInside = below <= Tie && above <= Tie;
        if (isInside) _inside++;
        _held.Add(isInside);
        ref var node = ref CollectionsMarshal.GetValueRefOrAddDefault(_nodes, operation, out _);
        node = (node.Count + 1, node.Inside + (isInside ? 1 : 0));
        _width += width;
        _winkler += width + ((Math.Max(0, below) + Math.Max(0, above)) / Tail);
    }

    private static double Log(double cost) => Math.Log(1 + Math.Max(0, cost));
}
