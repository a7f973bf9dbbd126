using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>Whether one way to foretell has been nearer than another, of late. One resource in each lane. Not thread-safe.</summary>
internal struct Trust
{
    private const float LossRate = 0.02f, Sharpness = 30, LeastError = 0.003f;

    // Of two that are as near the other one is read faster.
    private const float Tied = 0.002f;

    private Vector128<float> _told, _loss, _otherLoss;

    /// <summary>How much the one way counts, 0 to 1; the other counts the rest. 0 at first.</summary>
    public Vector128<float> Weight { get; private set; }

    /// <param name="error">Of the one way, as a logarithm.</param>
    /// <param name="otherError">Of the other.</param>
    /// <param name="most">Larger errors count as this.</param>
    /// <param name="isTold">Bits set in lanes where both foretold what came.</param>
    /// <param name="handicap">Factor by which the one way's errors must be less to count half.</param>
    public void Learn(Vector128<float> error, Vector128<float> otherError, Vector128<float> most, Vector128<float> isTold, float handicap)
    {
        var rate = Lanes.Rate(_told, LossRate) & isTold;
        var loss = Vector128.Min(Vector128.Abs(error), most);
        _loss = Vector128.ConditionalSelect(isTold, _loss + ((loss - _loss) * rate), _loss);
        _otherLoss = Vector128.ConditionalSelect(isTold, _otherLoss + ((Vector128.Min(Vector128.Abs(otherError), most) - _otherLoss) * rate), _otherLoss);
        _told += Lanes.One(isTold);
        var unit = Vector128.Min(_loss, _otherLoss) + Lanes.Of(LeastError);
        var weight = Vector128<float>.One / (Vector128<float>.One + Lanes.Exp(((_loss * handicap) + Lanes.Of(Tied) - _otherLoss) / unit * Sharpness));
        Weight = Vector128.ConditionalSelect(Vector128.Equals(_told, Vector128<float>.Zero), Vector128<float>.Zero, weight);
    }
}
