namespace ShadowGen.Prefetch;

/// <summary>
/// What calls in vain may cost, all plans together: three token buckets. Real calls fill the one of calls, time fills those of processor time and bytes. A call that is started takes what it is expected to waste and gives it back
/// when it is used; a balance below 0 lets nothing start until it is paid back. So what is wasted in the long run is no more than the shares say, whatever the expectations. Thread-safe.
/// </summary>
internal sealed class WasteBudget
{
    /// <summary>Calls that may be wasted at once, when nothing was for long.</summary>
    public const double CallsAtOnce = 100;

    private const double Nanosecond = 1e-9;

    private readonly Lock _sync = new();
    private AheadLimits _limits = AheadLimits.Usual;
    private double _calls = CallsAtOnce;
    private double _cpuNs;
    private double _bytes;
    private long _lastNs = long.MinValue;

    public void Limit(AheadLimits limits)
    {
        lock (_sync) _limits = limits;
    }

    /// <summary>Takes what a call is expected to waste, if anything is left.</summary>
    /// <param name="expected">How likely it is in vain: 0 to 1.</param>
    /// <param name="nowNs">By a monotonic clock.</param>
    public bool TryReserve(double expected, long nowNs)
    {
        lock (_sync)
        {
            Refill(nowNs);
            if (_limits.WastedCalls <= 0 || _calls <= 0 || _cpuNs <= 0 || _bytes <= 0) return false;
            _calls -= expected;
            return true;
        }
    }

    /// <summary>A call was made that could have been started early.</summary>
    /// <param name="calls">How many such calls it stands for.</param>
    public void Earn(double calls)
    {
        lock (_sync) _calls = Math.Min(CallsAtOnce, _calls + (calls * _limits.WastedCalls));
    }

    /// <summary>What was reserved was not needed: the call was used.</summary>
    public void GiveBack(double expected)
    {
        lock (_sync) _calls = Math.Min(CallsAtOnce, _calls + expected);
    }

    /// <summary>The call was in vain.</summary>
    /// <param name="expected">What was reserved.</param>
    /// <param name="cpuNs">Processor time that it took.</param>
    /// <param name="bytes">That it allocated.</param>
    public void Spend(double expected, double cpuNs, double bytes)
    {
        lock (_sync)
        {
            _calls -= 1 - expected;
            _cpuNs -= cpuNs;
            _bytes -= bytes;
        }
    }

    // Both hold a second's worth at most.
    private void Refill(long nowNs)
    {
        var seconds = _lastNs == long.MinValue ? 1 : Math.Max(0, nowNs - _lastNs) * Nanosecond;
        _lastNs = nowNs;
        var coreNs = _limits.WastedCores / Nanosecond;
        _cpuNs = Math.Min(coreNs, _cpuNs + (seconds * coreNs));
        _bytes = Math.Min(_limits.WastedBytesPerSecond, _bytes + (seconds * _limits.WastedBytesPerSecond));
    }
}
