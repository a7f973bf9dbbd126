namespace ShadowGen.QuickStart.Forecasts;

/// <summary>How near a forecast of one resource came to what was then measured.</summary>
internal sealed class CostScore
{
    private double _predicted;
    private double _measured;
    private double _missed;

    /// <summary>Forecasts that could be checked.</summary>
    public int Count { get; private set; }

    public double MeanPredicted => _predicted / Count;

    public double MeanMeasured => _measured / Count;

    /// <summary>How far the mean forecast is above (positive) or below what was measured, as a share of the latter.</summary>
    public double Bias => (_predicted - _measured) / _measured;

    /// <summary>Sum of absolute errors over the sum of what was measured: 0 is perfect; 1 is as far off as always saying 0.</summary>
    public double Error => _missed / _measured;

    public void Add(ResourceForecast forecast, double measured)
    {
        if (!forecast.IsMeasured) return;
        Count++;
        _predicted += forecast.Mean;
        _measured += measured;
        _missed += Math.Abs(forecast.Mean - measured);
    }
}
