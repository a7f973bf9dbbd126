namespace ShadowGen.Prediction.Benchmarks.Sequences;

/// <summary>How well distributions foretold what came.</summary>
internal sealed class Score(string name)
{
    private const int Bins = 20;
    private const double SumTolerance = 1e-6;

    private readonly double[] _confidence = new double[Bins];
    private readonly long[] _hits = new long[Bins];
    private readonly long[] _inBin = new long[Bins];
    private double _bits;
    private long _top1;
    private long _top3;

    public string Name { get; } = name;

    public long Events { get; private set; }

    /// <summary>Mean cost of an outcome, in bits.</summary>
    public double Bits => _bits / Events;

    /// <summary>Percent of outcomes that were thought likeliest.</summary>
    public double Top1 => 100.0 * _top1 / Events;

    /// <summary>Percent of outcomes among the three likeliest.</summary>
    public double Top3 => 100.0 * _top3 / Events;

    /// <summary>Expected calibration error of the likeliest outcome's probability over 20 bins of equal width, in percent.</summary>
    public double CalibrationError
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < Bins; i++) sum += Math.Abs(_confidence[i] - _hits[i]);
            return 100 * sum / Events;
        }
    }

    /// <param name="distribution">A probability for each outcome.</param>
    /// <param name="came">The outcome that came.</param>
    /// <exception cref="InvalidOperationException">The probabilities do not sum to 1, or what came had none.</exception>
    public void Add(ReadOnlySpan<double> distribution, int came)
    {
        var sum = 0.0;
        var best = 0;
        var likelier = 0;
        var p = distribution[came];
        for (var i = 0; i < distribution.Length; i++)
        {
            sum += distribution[i];
            if (distribution[i] > distribution[best]) best = i;
            if (distribution[i] > p) likelier++;
        }
        if (Math.Abs(sum - 1) > SumTolerance) throw new InvalidOperationException($"{Name}: after {Events} outcomes the probabilities sum to {sum}");
        if (p <= 0) throw new InvalidOperationException($"{Name}: after {Events} outcomes, outcome {came} came and was thought impossible");

        Events++;
        _bits -= Math.Log2(p);
        if (best == came) _top1++;
        if (likelier < 3) _top3++;
        var bin = Math.Min(Bins - 1, (int)(distribution[best] * Bins));
        _inBin[bin]++;
        _confidence[bin] += distribution[best];
        if (best == came) _hits[bin]++;
    }
}
