namespace ShadowGen.Capacity;

/// <summary>
/// By how many percent work takes longer when there is one percent more of it: a regression, with forgetting, of the logarithm of time over expected time on that of how much was at work when it began. 1 where it shares
/// or queues for what is full, 0 where each takes its time however much there is: there is capacity then, and slow is no sign of full. It needs no probe: load varies by itself, and moves of the limit vary it.
/// Not thread-safe.
/// </summary>
internal struct Elasticity
{
    private const double Prior = 0.5;

    private double _weight, _meanX, _meanY, _spreadX, _spreadXY;

    /// <summary>0 to 1 but for noise; 0 where load has not varied.</summary>
    public readonly double Value => _spreadXY / (_spreadX + Prior);

    /// <param name="load">Work at hand when it began, with it: above 0.</param>
    /// <param name="stretch">Time taken over time that it takes alone, above 0.</param>
    public void Learn(double load, double stretch)
    {
        var (x, y) = (Math.Log(load), Math.Log(stretch));
        _weight++;
        var (fromX, fromY) = (x - _meanX, y - _meanY);
        _meanX += fromX / _weight;
        _meanY += fromY / _weight;
        _spreadX += fromX * (x - _meanX);
        _spreadXY += fromX * (y - _meanY);
    }

    /// <param name="kept">Share of what was learned that goes on counting.</param>
    public void Forget(double kept) => (_weight, _spreadX, _spreadXY) = (_weight * kept, _spreadX * kept, _spreadXY * kept);
}
