namespace ShadowGen.Arrivals;

/// <summary>Calls per second that are foretold for each root and horizon. Immutable; any thread.</summary>
internal sealed class ArrivalTable
{
    private const int RowsOfHorizon = 3;

    private readonly double[] _horizons;
    private readonly float[] _values;
    private readonly double[] _correlations;
    private readonly int[] _nodes;
    private readonly float[]? _last;

    /// <param name="horizons">In seconds, ascending.</param>
    /// <param name="nodes">The function that each root is, by index.</param>
    /// <param name="values">By horizon: a row of means, one of low ends, one of high ends.</param>
    /// <param name="correlations">Of the roots' errors, by horizon.</param>
    /// <param name="leftOut">Roots that are called and not among these.</param>
    /// <param name="last">Rates of the last bin, by root; null where none has ended.</param>
    public ArrivalTable(double[] horizons, int[] nodes, float[] values, double[] correlations, int leftOut, float[]? last = null)
    {
        _horizons = horizons;
        _nodes = nodes;
        _last = last;
        _values = values;
        _correlations = correlations;
        LeftOut = leftOut;
    }

    public static ArrivalTable Empty { get; } = new([1], [], [], [0], 0);

    public int Roots => _nodes.Length;

    public int LeftOut { get; }

    public int NodeOf(int root) => _nodes[root];

    /// <summary>Calls per second of a root in the last bin; 0 where none has ended.</summary>
    public double LastRate(int root) => _last is null ? 0 : _last[root];

    /// <summary>Where a horizon lies among those that are learned: at the left one, or by a share on the way to the next, in logarithms. Beyond the ends it is the end.</summary>
    public (int Left, float Share) Find(double seconds)
    {
        var left = 0;
        while (left < _horizons.Length - 1 && _horizons[left + 1] <= seconds) left++;
        if (left == _horizons.Length - 1 || seconds <= _horizons[left]) return (left, 0);
        return (left, (float)(Math.Log(seconds / _horizons[left]) / Math.Log(_horizons[left + 1] / _horizons[left])));
    }

    /// <summary>Calls per second of a root.</summary>
    public (double Mean, double Low, double High) Read(int root, (int Left, float Share) horizon) => (At(root, horizon, 0), At(root, horizon, 1), At(root, horizon, 2));

    /// <summary>How much all roots are off together, 0 to 1.</summary>
    public double Correlation((int Left, float Share) horizon) =>
        horizon.Share == 0 ? _correlations[horizon.Left] : ((1 - horizon.Share) * _correlations[horizon.Left]) + (horizon.Share * _correlations[horizon.Left + 1]);

    private double At(int root, (int Left, float Share) horizon, int row)
    {
        var place = (((horizon.Left * RowsOfHorizon) + row) * _nodes.Length) + root;
        return horizon.Share == 0 ? _values[place] : ((1 - horizon.Share) * _values[place]) + (horizon.Share * _values[place + (RowsOfHorizon * _nodes.Length)]);
    }
}
