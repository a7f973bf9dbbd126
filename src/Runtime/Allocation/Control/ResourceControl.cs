namespace ShadowGen.Allocation;

/// <summary>
/// Decides when one resource follows its plan: it grows at once, and shrinks when less has been enough for the whole of the dwell, to no less than the most that was asked for meanwhile and
/// to no less than half; threads, which come back at no cost, to no less than a quarter. Amounts within a band of what is set change nothing. Time is monotonic, in nanoseconds.
/// </summary>
internal sealed class ResourceControl(ManagedResource resource)
{
    private const double GrowBand = 0.02;
    private const double ShrinkBand = 0.05;
    private const double LeastShrink = 0.5, LeastShrinkOfThreads = 0.25;

    private long _dwellBeganNs = long.MinValue;
    private double _mostOfDwell;

    public ManagedResource Resource { get; } = resource;

    /// <summary>What is in effect, as far as is known; NaN before the first probe.</summary>
    public double Amount { get; private set; } = double.NaN;

    /// <summary>What was in effect before the first change.</summary>
    public double Original { get; private set; } = double.NaN;

    public bool IsChanged => !double.IsNaN(Amount) && Amount != Original;

    /// <summary>These come in whole numbers.</summary>
    public static bool IsWhole(ManagedResource resource) =>
        resource is ManagedResource.PoolThreads or ManagedResource.Parallelism or ManagedResource.CollectorLatency or ManagedResource.IdleCollection or ManagedResource.Affinity;

    /// <summary>Takes over what a probe has found.</summary>
    public void Begin(double amount) => Original = Amount = amount;

    /// <summary>What is in effect now.</summary>
    public void Set(double amount, long nowNs)
    {
        Amount = amount;
        Restart(nowNs);
    }

    /// <summary>What to set now; null: leave it.</summary>
    public double? Consider(in ResourceRequest request, long nowNs, long dwellNs)
    {
        if (double.IsNaN(Amount) || double.IsNaN(request.Amount)) return null;
        var wanted = new ResourceBounds(request.Least, request.Most).Clamp(IsWhole(Resource) ? Math.Ceiling(request.Amount) : request.Amount);
        if (wanted > Amount * (1 + GrowBand))
        {
            Restart(nowNs);
            return wanted;
        }
        if (wanted >= Amount * (1 - (IsWhole(Resource) ? 0 : ShrinkBand)))
        {
            Restart(nowNs);
            return null;
        }
        if (_dwellBeganNs == long.MinValue || nowNs < _dwellBeganNs) Restart(nowNs);
        _mostOfDwell = Math.Max(_mostOfDwell, wanted);
        if (nowNs - _dwellBeganNs < dwellNs) return null;
        // From no limit at all there is no half way.
        var slow = double.IsPositiveInfinity(Amount) ? _mostOfDwell : Math.Max(_mostOfDwell, (Resource == ManagedResource.PoolThreads ? LeastShrinkOfThreads : LeastShrink) * Amount);
        if (IsWhole(Resource)) slow = Math.Max(_mostOfDwell, Math.Floor(slow));
        Restart(nowNs);
        return new ResourceBounds(request.Least, Math.Min(request.Most, Amount)).Clamp(slow);
    }

    private void Restart(long nowNs)
    {
        _dwellBeganNs = nowNs;
        _mostOfDwell = double.NegativeInfinity;
    }
}
