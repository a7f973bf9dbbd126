using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>
/// Learns what calls of one function cost, by their arguments: a law for each combination of codes, by how much calls with arguments near each other differ from it, and what
/// calls with the very same arguments cost. All resources at once, one in each lane. Memory is bounded, and nothing is allocated once each
/// combination of codes was seen and the memory of the same arguments has doubled twice.
/// Not thread-safe.
/// </summary>
internal sealed class ArgumentLawLearner(LawShape shape)
{
    private const int NearPlaces = 64, SamePlaces = 32, MostSamePlaces = 128;
    private const float NearHandicap = 1.04f, SameHandicap = 1.15f;
    private const float LossRate = 0.02f, LeastError = 0.005f, LeastWeight = 0.02f;
    private const float NearMost = 4, SameMost = 0.7f;

    /// <summary>Calls before a law is believed, and the share of the median's error that its own may be.</summary>
    private const float LeastCalls = 8, LargestLoss = 0.95f;

    private readonly CellLearner?[] _cells = new CellLearner?[shape.Cells];
    private readonly uint[] _codes = new uint[shape.Cells];
    private readonly int[] _uses = new int[shape.Cells];
    private readonly ArgumentMemory _near = new(NearPlaces);
    private ArgumentMemory _same = new(SamePlaces);
    private Trust _nearTrust, _sameTrust;
    private Vector128<float> _count, _centre, _spread, _centreLoss, _loss;

    public LawShape Shape => shape;

    /// <summary>Calls measured, in each lane.</summary>
    public Vector128<float> Count => _count;

    /// <summary>Bytes held.</summary>
    public int Bytes => _cells.Sum(c => c?.Bytes ?? 0) + _near.Bytes + _same.Bytes + 256;

    /// <summary>By how much its error is less than that of a running median, as a share of the latter; negative where it is more.</summary>
    public Vector128<float> Gain => Vector128<float>.One - (_loss / Vector128.Max(_centreLoss, Lanes.Of(1e-6f)));

    /// <summary>Bits set in lanes where the law is better than the median.</summary>
    public Vector128<float> Helps =>
        Vector128.GreaterThanOrEqual(_count, Lanes.Of(LeastCalls)) & Vector128.LessThan(_loss, _centreLoss * LargestLoss);

    /// <summary>Learns what a call has cost.</summary>
    /// <param name="arguments">As many as the shape has features.</param>
    /// <param name="costs">Nanoseconds or bytes, 0 or more; what is less counts as 0.</param>
    /// <param name="isMeasured">Bits set in lanes where the cost was measured.</param>
    public void Learn(ReadOnlySpan<long> arguments, Vector128<float> costs, Vector128<float> isMeasured)
    {
        ArgumentPoint.Read(shape, arguments, out var point);
        var (near, exact) = (point.Near, ArgumentPoint.Exact(shape, arguments));
        var log = Vector128.Log(Lanes.Cost(costs + Vector128<float>.One)) & isMeasured;
        var cell = CellFor(point.Codes);
        var byLaw = Vector128.ConditionalSelect(Vector128.Equals(cell.Count, Vector128<float>.Zero), _centre, cell.Read(point));
        var wild = (_spread * 4) + Lanes.Of(0.5f);
        var foretold = Foretell(near, exact, log, byLaw, isMeasured, wild);

        var rate = Lanes.Rate(_count - Vector128<float>.One, LossRate) & isMeasured & Vector128.GreaterThan(_count, Vector128<float>.Zero);
        _loss += (Vector128.Min(Vector128.Abs(log - foretold), wild) - _loss) * rate;
        _centreLoss += (Vector128.Min(Vector128.Abs(log - _centre), wild) - _centreLoss) * rate;
        LearnCentre(log, Lanes.One(isMeasured));

        // The first errors of a law tell of the law, not of the arguments.
        var hasLaw = Vector128.GreaterThanOrEqual(cell.Count, Lanes.Of(LeastCalls));
        var changed = cell.Learn(point, log, isMeasured, byLaw, foretold);
        if (changed != Vector128<float>.Zero) _same.Shift(changed);
        if (hasLaw != Vector128<float>.Zero)
        {
            var most = (cell.Error * NearMost) + Lanes.Of(LeastError);
            _near.Learn(near, Lanes.Clip(log - byLaw - changed, most), isMeasured & hasLaw, most);
        }
        _same.Learn(exact, log, isMeasured, (cell.Error * SameMost) + Lanes.Of(LeastError));
        if (_same.Refused > _same.Places && _same.Places < MostSamePlaces && Vector128.GreaterThanAny(_sameTrust.Weight, Lanes.Of(0.5f))) _same = _same.Doubled();
        _count += Lanes.One(isMeasured);
    }

    /// <summary>An immutable copy of what was learned.</summary>
    public ArgumentLaw Publish()
    {
        var helps = Helps;
        var cells = Array.ConvertAll(_cells.Where(c => c is not null).ToArray(), c => c!.Publish(helps));
        return new()
        {
            Shape = shape,
            Codes = _codes[..cells.Length],
            Cells = cells,
            Usual = Usual,
            Near = Counts(_nearTrust) ? _near.Publish(NearFactor) : null,
            Same = Counts(_sameTrust) ? _same.Publish(static (value, _) => Lanes.Exp(value) + (value - value)) : null, // NaN stays NaN
            SameWeight = _sameTrust.Weight,
            Helps = helps,
        };
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

    private Vector128<float> Foretell(uint near, uint exact, Vector128<float> log, Vector128<float> byLaw, Vector128<float> isMeasured, Vector128<float> most)
    {
        var foretold = byLaw;
        var place = _near.Find(near);
        if (place >= 0)
        {
            var known = _near[place];
            var isKnown = Vector128.Equals(known, known);
            var corrected = byLaw + ((known & isKnown) * Shrink(_near.CountAt(place)));
            foretold += _nearTrust.Weight * (corrected - byLaw);
            _nearTrust.Learn(log - corrected, log - byLaw, most, isMeasured & isKnown, NearHandicap);
        }
        place = _same.Find(exact);
        if (place >= 0)
        {
            var known = _same[place];
            var isKnown = Vector128.Equals(known, known);
            var other = foretold;
            foretold += _sameTrust.Weight * (Vector128.ConditionalSelect(isKnown, known, other) - other);
            _sameTrust.Learn(log - known, log - other, most, isMeasured & isKnown, SameHandicap);
        }
        return foretold;
    }

    private Vector128<float> NearFactor(Vector128<float> correction, int count) =>
        Lanes.Exp((correction & Vector128.Equals(correction, correction)) * Shrink(count) * _nearTrust.Weight);

    private static bool Counts(in Trust trust) => Vector128.GreaterThanAny(trust.Weight, Lanes.Of(LeastWeight));

    private static float Shrink(int count) => count / (count + 1f);

    // A running median, nearly: steps to a wild cost are short.
    private void LearnCentre(Vector128<float> log, Vector128<float> measured)
    {
        var rate = Lanes.Rate(_count, LossRate) * measured;
        var distance = log - _centre;
        var isFew = Vector128.LessThan(_count, Lanes.Of(4));
        _centre += Vector128.ConditionalSelect(isFew, distance, Lanes.Clip(distance, _spread * 2)) * rate;
        _spread += (Vector128.Min(Vector128.Abs(distance), Vector128.ConditionalSelect(isFew, Vector128.Abs(distance), _spread * 4)) - _spread) * rate;
    }

    // Each combination of codes in turn gets a cell, the last one those beyond.
    private CellLearner CellFor(uint codes)
    {
        var cell = 0;
        while (cell < _cells.Length - 1 && _cells[cell] is not null && _codes[cell] != codes) cell++;
        if (_cells[cell] is null) _codes[cell] = codes;
        _uses[cell]++;
        return _cells[cell] ??= new(shape);
    }
}
