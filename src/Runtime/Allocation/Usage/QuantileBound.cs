namespace ShadowGen.Allocation;

/// <summary>A quantile of how much more was used than foretold, in proportion, such that few bins pass it. Not thread-safe.</summary>
internal sealed class QuantileBound
{
    private const int Window = 240;
    private const double Step = 0.02;
    private const double LeastTail = 1.0 / Window, MostTail = 0.2;

    private readonly double[] _excess = new double[Window];
    private readonly double[] _sorted = new double[Window];
    private readonly double _passed;
    private double _tail;
    private int _count;

    /// <param name="passed">Share of bins that may pass it.</param>
    public QuantileBound(double passed) => _passed = _tail = passed;

    /// <summary>The quantile; 0 before anything was learned.</summary>
    public double Excess { get; private set; }

    /// <summary>The bound for the bin to come.</summary>
    public double Value { get; set; }

    public void Learn(double use, double excess)
    {
        _tail = Math.Clamp(_tail - (Step * ((use > Value ? 1 : 0) - _passed)), LeastTail, MostTail);
        _excess[_count++ % Window] = excess;
        var length = Math.Min(_count, Window);
        _excess.AsSpan(0, length).CopyTo(_sorted);
        _sorted.AsSpan(0, length).Sort();
        Excess = _sorted[Math.Clamp((int)Math.Ceiling((1 - _tail) * (length + 1)) - 1, 0, length - 1)];
    }
}
