using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>Learns the law of calls with one combination of codes. Not thread-safe.</summary>
internal sealed class CellLearner(LawShape shape)
{
    /// <summary>Calls that a law is told from: one weighs 1/e after so many more.</summary>
    private const float Memory = 200;

    /// <summary>Until there are so many, of this share of them: the first calls are weighed by a law that is not one yet.</summary>
    private const float LaterShare = 0.6f, LeastMemory = 2;

    private const float FewCalls = 16, LossRate = 0.02f, ErrorRate = 0.02f, FactorRate = 0.01f;
    private const float FirstQuantileStep = 1.5f, LeastQuantileStep = 0.06f, Tail = 0.05f, Tie = 1e-4f, MostDistance = 15, FirstDistance = 2, FirstCalls = 8;
    private const float LeastPart = 1e-20f;
    private const float Sharpness = 12, LeastError = 0.005f, LargestRatio = 3;

    // The standard deviation of a normal distribution over its mean distance from the mean.
    private const float DeviationOfError = 1.25f;
    // Where both are as near, the sum is read faster.
    private const float Tied = 0.002f;
    private const float WildFrom = 2.5f;
    private const float ChangeFrom = 1.5f, LeastChange = 0.1f, LargestChange = 8, KeptThroughChange = 0.25f;

    private readonly AdditiveFit _sum = new(shape);
    private readonly PowerFit _product = new(shape);
    private readonly GrowthSlope[] _slopes = new GrowthSlope[shape.Sizes.Length];
    private readonly Vector128<float>[] _parts = new Vector128<float>[shape.Terms.Length];
    private readonly Vector128<float>[] _powers = new Vector128<float>[shape.Sizes.Length + 1];
    private RecentErrors _recent;
    private Vector128<float> _powerWeight = Lanes.Of(0.5f);
    private Vector128<float> _low, _high;
    private Vector128<float> _count, _sumLoss, _productLoss, _error, _wholeError, _ratio, _ratioSquare, _sinceChange;

    /// <summary>Calls measured, in each lane.</summary>
    public Vector128<float> Count => _count;

    /// <summary>Mean distance of what the law said from what came, on the log scale, wild ones cut.</summary>
    public Vector128<float> Error => _error;

    public int Bytes => _sum.Bytes + _product.Bytes + (_slopes.Length * 112) + ((_parts.Length + _powers.Length) * 16) + 416;

    /// <summary>Logarithm of 1 + the cost of a call.</summary>
    public Vector128<float> Read(in ArgumentPoint point)
    {
        Span<Vector128<float>> terms = stackalloc Vector128<float>[_parts.Length];
        point.Terms(shape, terms);
        return Vector128.Log(Lanes.Mix(Sum(terms), Product(point), _powerWeight));
    }

    /// <summary>Learns what a call has cost.</summary>
    /// <param name="point">Its arguments.</param>
    /// <param name="log">Logarithms of 1 + what came; 0 where it was not measured.</param>
    /// <param name="isMeasured">Bits set in lanes where it was.</param>
    /// <param name="byLaw">What <see cref="Read"/> said of it.</param>
    /// <param name="foretold">Logarithms of 1 + what had been foretold, all told.</param>
    /// <returns>By how much all costs have changed, as a logarithm: 0 in lanes where they have not.</returns>
    public Vector128<float> Learn(in ArgumentPoint point, Vector128<float> log, Vector128<float> isMeasured, Vector128<float> byLaw, Vector128<float> foretold)
    {
        Span<Vector128<float>> terms = stackalloc Vector128<float>[_parts.Length];
        point.Terms(shape, terms);
        var measured = Lanes.One(isMeasured);
        var hadOne = Vector128.GreaterThan(_count, Vector128<float>.Zero);
        var error = (log - byLaw) * measured & hadOne;

        var whole = log - foretold & hadOne & isMeasured;

        LearnEnds(whole, isMeasured);
        Judge(Vector128.Log(Lanes.Cost(Sum(terms))) - log, Product(point) - log, error, measured);
        var changed = Change(whole, isMeasured);
        LearnFits(point, terms, log, Vector128.ConditionalSelect(hadOne, byLaw, log) + changed, error - changed, measured);
        _count += measured;
        return changed;
    }

    /// <summary>An immutable copy of what was learned.</summary>
    /// <param name="read">Bits set in lanes that will be read.</param>
    public CellLaw Publish(Vector128<float> read) => new(shape, Array.ConvertAll(_parts, p => p & read), _powers, _powerWeight & read)
    {
        MeanFactor = Vector128.ConditionalSelect(Vector128.Equals(_ratio, Vector128<float>.Zero), Vector128<float>.One, _ratio),
        DeviationFactor = Vector128.Sqrt(Vector128.Max(_ratioSquare - (_ratio * _ratio), Vector128<float>.Zero)),
        LowFactor = Lanes.Exp(_low),
        HighFactor = Lanes.Exp(_high),
    };

    /// <summary>How costs grow with a size: the exponent of the growing part, its standard error, and how much of the costs' variation on the log scale the size tells.</summary>
    public (Vector128<float> Exponent, Vector128<float> StandardError, Vector128<float> Told) Growth(int size)
    {
        var (exponent, variance, spread) = _slopes[size].Read();
        return (exponent, Vector128.Sqrt(variance) * _error * DeviationOfError, Vector128.Abs(exponent) * Vector128.Sqrt(spread));
    }

    private Vector128<float> Sum(ReadOnlySpan<Vector128<float>> terms)
    {
        var sum = Vector128<float>.Zero;
        for (var i = 0; i < terms.Length; i++) sum += _parts[i] * terms[i];
        return sum;
    }

    private Vector128<float> Product(in ArgumentPoint point)
    {
        var log = _powers[0];
        for (var i = 1; i < _powers.Length; i++) log += _powers[i] * point.LogOf(i - 1);
        return Vector128.Max(log, Vector128<float>.Zero);
    }

    // Which of the two is nearer, lately.
    private void Judge(Vector128<float> sumError, Vector128<float> productError, Vector128<float> error, Vector128<float> measured)
    {
        var rate = Lanes.Rate(_count, LossRate) * measured;
        var most = (_error * 4) + Lanes.Of(0.5f);
        _sumLoss += (Vector128.Min(Vector128.Abs(sumError), most) - _sumLoss) * rate;
        _productLoss += (Vector128.Min(Vector128.Abs(productError), most) - _productLoss) * rate;
        var unit = Vector128.Min(_sumLoss, _productLoss) + Lanes.Of(LeastError);
        _powerWeight = Vector128<float>.One / (Vector128<float>.One + Lanes.Exp((_productLoss + Lanes.Of(Tied) - _sumLoss) / unit * Sharpness));
        _error += Shortened(error, _error) * Lanes.Rate(_count, ErrorRate) * measured;
    }

    // The way from a mean error to the size of this one, which counts as four times the mean at most.
    private static Vector128<float> Shortened(Vector128<float> error, Vector128<float> mean) => Vector128.Min(Vector128.Abs(error), (mean * 4) + Lanes.Of(LeastError)) - mean;

    private Vector128<float> Change(Vector128<float> error, Vector128<float> isMeasured)
    {
        _recent.Add(error);
        _sinceChange += Lanes.One(isMeasured);
        var (least, middle) = _recent.Read();
        var isLarge = Vector128.GreaterThan(Vector128.Abs(least), Vector128.Max(_wholeError * ChangeFrom, Lanes.Of(LeastChange)));
        var isChange = isLarge & Vector128.GreaterThan(_sinceChange, Lanes.Of(FewCalls)) & isMeasured;
        if (isChange == Vector128<float>.Zero) return Vector128<float>.Zero;

        var changed = Lanes.Clip(middle, Lanes.Of(LargestChange)) & isChange;
        var keep = Vector128.ConditionalSelect(isChange, Lanes.Of(KeptThroughChange), Vector128<float>.One);
        _sum.Scale(Lanes.Exp(changed), keep, _parts);
        _product.Scale(changed, keep, _powers);
        _recent.Shift(changed);
        _sinceChange = Vector128.AndNot(_sinceChange, isChange);
        return changed;
    }

    private void LearnFits(in ArgumentPoint point, ReadOnlySpan<Vector128<float>> terms, Vector128<float> log, Vector128<float> foretold, Vector128<float> error, Vector128<float> measured)
    {
        var keep = Vector128<float>.One - (measured / Vector128.Min(Lanes.Of(Memory), (_count * LaterShare) + Lanes.Of(LeastMemory)));
        var scale = (_error * WildFrom) + Lanes.Of(LeastError);
        var size = Vector128.Abs(error);
        var weight = measured * Vector128.Min(Vector128<float>.One, scale / Vector128.Max(size, Lanes.Of(1e-9f)));
        var unit = Lanes.Exp(-Vector128.Max(log, foretold));
        _sum.Learn(terms, Lanes.Exp(log), weight * unit * unit, keep, _parts);
        _product.Learn(point.Logs, log, weight, keep, _powers);
        LearnSlopes(point, terms, Lanes.Clip(error, scale), measured, keep);
    }

    private void LearnSlopes(in ArgumentPoint point, ReadOnlySpan<Vector128<float>> terms, Vector128<float> error, Vector128<float> measured, Vector128<float> keep)
    {
        var whole = Lanes.Cost(Sum(terms));
        for (var size = 0; size < _slopes.Length; size++)
        {
            var (own, slope) = (Vector128<float>.Zero, Vector128<float>.Zero);
            var log = point.LogOf(size);
            for (var i = 1; i < shape.Terms.Length; i++)
            {
                if (!shape.Terms[i].Has(size)) continue;
                var part = _parts[i] * terms[i];
                own += part;
                slope += part * shape.Terms[i].Exponent(size, log);
            }
            var share = Vector128.Min(own / whole, Vector128<float>.One);
            slope /= Vector128.Max(own, Lanes.Of(LeastPart));
            share += _powerWeight * (Vector128<float>.One - share);
            slope += _powerWeight * (_powers[size + 1] - slope);
            _slopes[size].Add(log, share, slope, error, measured, keep);
        }
    }

    private void LearnEnds(Vector128<float> error, Vector128<float> isMeasured)
    {
        var measured = Lanes.One(isMeasured);
        var ratio = Lanes.Exp(Lanes.Clip(error, Lanes.Of(LargestRatio)));
        var rate = Lanes.Rate(_count, FactorRate) * measured;
        _ratio += (ratio - _ratio) * rate;
        _ratioSquare += ((ratio * ratio) - _ratioSquare) * rate;

        _wholeError += Shortened(error, _wholeError) * Lanes.Rate(_count, ErrorRate) * measured;
        var step = Vector128.Max(Lanes.Of(LeastQuantileStep), Lanes.Of(FirstQuantileStep) / Vector128.Sqrt(_count + Vector128<float>.One)) * (_wholeError + Lanes.Of(LeastError)) * measured;
        var isBelow = Lanes.One(Vector128.LessThan(error, _low - Lanes.Of(Tie)));
        var isAbove = Lanes.One(Vector128.GreaterThan(error, _high + Lanes.Of(Tie)));
        // Few errors say nothing of tails.
        var least = (_wholeError * FirstDistance) & Vector128.LessThan(_count, Lanes.Of(FirstCalls));
        _low = Vector128.Min(_low, -least);
        _high = Vector128.Max(_high, least);
        _low = Vector128.Max(Lanes.Of(-MostDistance), Vector128.Min(Vector128<float>.Zero, _low - (step * (isBelow - Lanes.Of(Tail)))));
        _high = Vector128.Min(Lanes.Of(MostDistance), Vector128.Max(Vector128<float>.Zero, _high + (step * (isAbove - Lanes.Of(Tail)))));
    }
}
