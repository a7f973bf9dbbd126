namespace ShadowGen.Sequences;

/// <summary>How well outcomes had been foretold before they were learned: the latest weigh most. Not thread-safe.</summary>
internal sealed class SequenceQuality
{
    /// <summary>Bins of equal width for the probability of the likeliest outcome.</summary>
    private const int Bins = 20;

    /// <summary>When so many are in the sums, all sums are halved.</summary>
    private const double MostWeight = 200_000;

    private const double LeastProbability = 1e-9;

    private readonly double[] _confidence = new double[Bins];
    private readonly double[] _hits = new double[Bins];
    private double _weight;
    private double _bits;
    private double _top;

    /// <summary>Outcomes that were checked.</summary>
    public long Outcomes { get; private set; }

    /// <summary>Mean cost of an outcome, in bits; NaN before the first.</summary>
    public double Bits => _bits / _weight;

    /// <summary>Share of outcomes that were thought likeliest; NaN before the first.</summary>
    public double Top1 => _top / _weight;

    /// <summary>Expected calibration error of the likeliest outcome's probability, as a share; NaN before the first.</summary>
    public double CalibrationError
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < Bins; i++) sum += Math.Abs(_confidence[i] - _hits[i]);
            return sum / _weight;
        }
    }

    /// <param name="came">The probability of what came.</param>
    /// <param name="likeliestBefore">The greatest of the probabilities asked before it, 0 when it was asked first.</param>
    /// <param name="rest">The probability of all that was not asked.</param>
    public void Add(double came, double likeliestBefore, double rest)
    {
        Outcomes++;
        if (_weight >= MostWeight) Halve();
        _weight++;
        _bits -= Math.Log2(Math.Max(came, LeastProbability));
        // What was not asked may hide one that is likelier: asked in the order of their likelihood, seldom.
        var isTop = came >= likeliestBefore && came >= rest;
        if (isTop) _top++;
        var confidence = Math.Max(came, likeliestBefore);
        var bin = Math.Min(Bins - 1, (int)(confidence * Bins));
        _confidence[bin] += confidence;
        if (isTop) _hits[bin]++;
    }

    /// <summary>As if nothing had been checked yet.</summary>
    public void Clear()
    {
        (Outcomes, _weight, _bits, _top) = (0, 0, 0, 0);
        Array.Clear(_confidence);
        Array.Clear(_hits);
    }

    private void Halve()
    {
        (_weight, _bits, _top) = (_weight / 2, _bits / 2, _top / 2);
        for (var i = 0; i < Bins; i++) (_confidence[i], _hits[i]) = (_confidence[i] / 2, _hits[i] / 2);
    }
}
