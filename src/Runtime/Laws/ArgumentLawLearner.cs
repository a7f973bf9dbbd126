using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>
/// Learns what calls of one function cost, by their arguments: a law for each combination of codes, and what calls with the very same arguments cost. All resources at
/// once, one in each lane. Memory is bounded, and nothing is allocated once each combination of codes was seen. Not thread-safe.
/// </summary>
internal sealed class ArgumentLawLearner(LawShape shape)
{
    private const float LossRate = 0.02f, Sharpness = 12, LeastError = 0.005f;

    /// <summary>Calls before a law is believed, and the share of the median's error that its own may be.</summary>
    private const float LeastCalls = 8, LargestLoss = 0.9f;

    private readonly CellLearner?[] _cells = new CellLearner?[shape.Cells];
    private readonly uint[] _codes = new uint[shape.Cells];
    private readonly int[] _uses = new int[shape.Cells];
    private readonly KnownArguments _known = new();
    private Vector128<float> _count, _centre, _spread, _medianLoss, _loss, _repeats, _knownLoss, _unknownLoss;

    public LawShape Shape => shape;

    /// <summary>Calls measured, in each lane.</summary>
    public Vector128<float> Count => _count;

    /// <summary>Bytes held.</summary>
    public int Bytes => _cells.Sum(c => c?.Bytes ?? 0) + KnownArguments.Bytes + 256;

    /// <summary>By how much its error is less than that of a running median, as a share of the latter; negative where it is more.</summary>
    public Vector128<float> Gain => Vector128<float>.One - (_loss / Vector128.Max(_medianLoss, Lanes.Of(1e-6f)));

    /// <summary>Bits set in lanes where the law is better than the median.</summary>
    public Vector128<float> Helps =>
        Vector128.GreaterThanOrEqual(_count, Lanes.Of(LeastCalls)) & Vector128.LessThan(_loss, _medianLoss * LargestLoss);

    /// <summary>Learns what a call has cost.</summary>
    /// <param name="arguments">As many as the shape has features.</param>
    /// <param name="costs">Nanoseconds or bytes, 0 or more; what is less counts as 0.</param>
    /// <param name="isMeasured">Bits set in lanes where the cost was measured.</param>
    public void Learn(ReadOnlySpan<long> arguments, Vector128<float> costs, Vector128<float> isMeasured)
    {
        ArgumentPoint.Read(shape, arguments, out var point);
        var log = Vector128.Log(Vector128.Max(costs, Vector128<float>.Zero) + Vector128<float>.One) & isMeasured;
        var cell = CellFor(point.Codes);
        var byLaw = Vector128.ConditionalSelect(Vector128.Equals(cell.Count, Vector128<float>.Zero), _centre, cell.Read(point));
        var foretold = Foretell(point, log, byLaw, isMeasured);
        var measured = Lanes.One(isMeasured);

        var most = (_spread * 4) + Lanes.Of(0.5f);
        var hasOne = Vector128.GreaterThan(_count, Vector128<float>.Zero);
        var rate = Lanes.Rate(_count - Vector128<float>.One, LossRate) * measured & hasOne;
        _loss += (Vector128.Min(Vector128.Abs(log - foretold), most) - _loss) * rate;
        _medianLoss += (Vector128.Min(Vector128.Abs(log - _centre), most) - _medianLoss) * rate;
        LearnCentre(log, measured);

        var changed = cell.Learn(point, log, isMeasured, byLaw, foretold);
        if (changed != Vector128<float>.Zero) _known.Shift(changed);
        _known.Learn(point.Exact, log, isMeasured, (cell.Error * 2) + Lanes.Of(LeastError));
        _count += measured;
    }

    /// <summary>An immutable copy of what was learned.</summary>
    public ArgumentLaw Publish()
    {
        var cells = Array.ConvertAll(_cells.Where(c => c is not null).ToArray(), c => c!.Publish());
        return new(shape, _codes[..cells.Length], cells, Usual, _known.Publish(), Helps);
    }

    /// <summary>How costs grow with the size that tells most of them, among calls with the usual codes.</summary>
    /// <param name="lane">Which resource.</param>
    /// <param name="feature">Which of the features.</param>
    /// <param name="exponent">Of the growing part.</param>
    /// <param name="standardError">Of the exponent.</param>
    /// <returns>False: no size does.</returns>
    public bool TryGetGrowth(int lane, out int feature, out float exponent, out float standardError)
    {
        (feature, exponent, standardError) = (-1, 0, 0);
        if (Helps.AsInt32().GetElement(lane) == 0 || _cells[Usual] is not { } cell) return false;
        var most = 0f;
        for (var size = 0; size < shape.Sizes.Length; size++)
        {
            var growth = cell.Growth(size);
            var told = growth.Told.GetElement(lane);
            if (!(told > most)) continue;
            most = told;
            (feature, exponent, standardError) = (shape.Sizes[size], growth.Exponent.GetElement(lane), growth.StandardError.GetElement(lane));
        }
        return feature >= 0;
    }

    private int Usual => Array.IndexOf(_uses, _uses.Max());

    private Vector128<float> Foretell(in ArgumentPoint point, Vector128<float> log, Vector128<float> byLaw, Vector128<float> isMeasured)
    {
        if (!_known.TryFind(point.Exact, out var same)) return byLaw;
        var isKnown = Vector128.Equals(same, same);
        var foretold = Vector128.ConditionalSelect(isKnown, byLaw + (_known.Weight * (same - byLaw)), byLaw);
        var told = Lanes.One(isKnown & isMeasured);
        var rate = Lanes.Rate(_repeats, LossRate) * told;
        var most = (_spread * 4) + Lanes.Of(0.5f);
        _knownLoss = Vector128.ConditionalSelect(isKnown, _knownLoss + ((Vector128.Min(Vector128.Abs(log - same), most) - _knownLoss) * rate), _knownLoss);
        _unknownLoss += (Vector128.Min(Vector128.Abs(log - byLaw), most) - _unknownLoss) * rate;
        _repeats += told;
        var unit = Vector128.Min(_knownLoss, _unknownLoss) + Lanes.Of(LeastError);
        _known.Weight = Vector128<float>.One / (Vector128<float>.One + Lanes.Exp((_knownLoss - _unknownLoss) / unit * Sharpness));
        return foretold;
    }

    // A running median, nearly: steps to a wild cost are short.
    private void LearnCentre(Vector128<float> log, Vector128<float> measured)
    {
        var rate = Lanes.Rate(_count, LossRate) * measured;
        var distance = log - _centre;
        var isFew = Vector128.LessThan(_count, Lanes.Of(4));
        _centre += Vector128.ConditionalSelect(isFew, distance, Lanes.Clip(distance, _spread * 2)) * rate;
        _spread += (Vector128.Min(Vector128.Abs(distance), Vector128.ConditionalSelect(isFew, Vector128.Abs(distance), _spread * 4)) - _spread) * rate;
    }

    // Each combination of codes in turn gets a cell, the last cell those beyond. One that is seldom asked for gives way.
    private CellLearner CellFor(uint codes)
    {
        var cell = 0;
        while (cell < _cells.Length - 1 && _cells[cell] is not null && _codes[cell] != codes) cell++;
        _codes[cell] = cell == _cells.Length - 1 && _cells.Length > 1 && _cells[cell] is not null ? _codes[cell] : codes;
        _uses[cell]++;
        return _cells[cell] ??= new(shape);
    }
}
