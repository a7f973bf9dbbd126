namespace ShadowGen.Costs;

/// <summary>
/// How far predictions of one kind of work are to be believed. A regression, with forgetting, of the logarithm of the time that work took on that of the prediction has a slope of 1 where predictions tell costs apart and 0
/// where they tell nothing: costs are moved towards their geometric mean by as much, at 0 all the way, so that admission then goes by count. What remains is scaled so that the sums agree. Not thread-safe.
/// </summary>
internal sealed class KindCosts
{
    private const double Forgetting = 0.995, PriorSpread = 1, PriorTimes = 4, LargestScale = 1e4;

    private double _weight, _meanX, _meanY, _spreadX, _spreadXY;
    private double _taken, _expected;

    /// <summary>0: predictions tell nothing, to 1: they are taken as they are.</summary>
    public double Trust { get; private set; } = 1;

    private double Scale { get; set; } = 1;

    /// <summary>What work is taken to cost.</summary>
    /// <param name="predicted">Nanoseconds, above 0.</param>
    public double Correct(double predicted) => Scale * Shape(predicted);

    /// <param name="predicted">What was predicted of work that has ended, in nanoseconds.</param>
    /// <param name="time">What it took, for as long as work took then that was predicted to take 1 ns: nanoseconds, above 0.</param>
    public void Learn(double predicted, double time)
    {
        var shaped = Shape(predicted);
        var (x, y) = (Math.Log(predicted), Math.Log(time));
        _weight = (_weight * Forgetting) + 1;
        var (fromX, fromY) = (x - _meanX, y - _meanY);
        _meanX += fromX / _weight;
        _meanY += fromY / _weight;
        _spreadX = (_spreadX * Forgetting) + (fromX * (x - _meanX));
        _spreadXY = (_spreadXY * Forgetting) + (fromX * (y - _meanY));
        Trust = Math.Clamp((_spreadXY + PriorSpread) / (_spreadX + PriorSpread), 0, 1);

        _taken = (_taken * Forgetting) + time;
        _expected = (_expected * Forgetting) + shaped;
        var prior = PriorTimes * _expected / _weight;
        Scale = Math.Clamp((_taken + prior) / (_expected + prior), 1 / LargestScale, LargestScale);
    }

    private double Shape(double predicted) => _weight > 0 ? Math.Exp(_meanX + (Trust * (Math.Log(predicted) - _meanX))) : predicted;
}
