using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>
/// The exponent with which the growing part of a cost grows with one size: the slope of its logarithm on that of the size, where the part is most of the cost and the sizes are
/// the larger ones. Each call weighs by the square of the part's share, since the logarithm of what is left of a cost without its other parts is that much less certain,
/// and by a power of its size's logarithm: at small sizes terms count that do not matter later. Not thread-safe.
/// </summary>
internal struct GrowthSlope
{
    private const float Least = 1e-3f, KeptOfLargest = 0.9995f;

    private float _largest;
    private Vector128<float> _weight, _log, _logSquare, _error, _logError, _exponent;

    /// <param name="log">Logarithm of 1 + size.</param>
    /// <param name="share">Of the growing part in what was foretold.</param>
    /// <param name="exponent">Its slope there, as foretold.</param>
    /// <param name="error">Logarithm of what came over what was foretold, less wild ones.</param>
    /// <param name="weight">0 in a lane without a cost.</param>
    /// <param name="keep">Share of what earlier calls weigh that is kept.</param>
    public void Add(float log, Vector128<float> share, Vector128<float> exponent, Vector128<float> error, Vector128<float> weight, Vector128<float> keep)
    {
        _largest = Math.Max(log, _largest * KeptOfLargest);
        var place = log / Math.Max(_largest, Least);
        var squared = place * place;
        var weighted = weight * share * share * (squared * squared * squared * squared);
        var own = error / Vector128.Max(share, Lanes.Of(Least));
        _weight = (_weight * keep) + weighted;
        _log = (_log * keep) + (weighted * log);
        _logSquare = (_logSquare * keep) + (weighted * (log * log));
        _error = (_error * keep) + (weighted * own);
        _logError = (_logError * keep) + (weighted * own * log);
        _exponent = (_exponent * keep) + (weighted * exponent);
    }

    /// <summary>The exponent, 0 where nothing grows; its variance where errors have variance 1; the sum of squared distances of the size's logarithms from their mean.</summary>
    public readonly (Vector128<float> Exponent, Vector128<float> Variance, Vector128<float> Spread) Read()
    {
        var weight = Vector128.Max(_weight, Lanes.Of(Least));
        var spread = Vector128.Max(_logSquare - (_log * _log / weight), Vector128<float>.Zero) + Lanes.Of(Least);
        var slope = (_logError - (_log * _error / weight)) / spread;
        return ((_exponent / weight) + slope, Vector128<float>.One / spread, spread);
    }
}
