namespace ShadowGen.Counters;

/// <summary>
/// The measurement of a call that returned an iterator: the work is done in the steps of the enumeration, so that the sample is held back until that ends.
/// An enumeration that is never begun or ended delivers none. Used by one thread at a time, as an enumerator is.
/// </summary>
/// <remarks>
/// Only some steps of a long enumeration are measured, each for those that follow it: after every 64 measured ones, half as many. So a sample of a
/// million steps costs what a thousand measured calls cost, and its totals are estimates.
/// </remarks>
internal sealed class EnumerationWatch
{
    /// <summary>Steps that are measured before the stride doubles.</summary>
    public const int StepsPerStride = 64;

    private CallSample _sample;
    private long _stride = 1;
    private int _left = StepsPerStride;
    private long _skip;
    private bool _isDelivered;

    /// <summary>Takes what the call itself was measured to need, up to its return.</summary>
    public void CallEnded(in CallSample sample)
    {
        _sample = sample;

        // What the steps call is not told apart from what they do themselves.
        _sample.Flags &= ~SampleFlags.HasExclusive;

        // A recording has a row for the call, whether or not somebody ever enumerates what it returned.
        RecordedCall.End(in sample);
    }

    /// <summary>Whether the step that begins now is one to measure, and for how many it stands; 0 for none.</summary>
    public long NextStep()
    {
        if (_isDelivered || _skip-- > 0)
            return 0;
        var weight = _stride;
        _skip = weight - 1;
        if (--_left == 0)
        {
            _left = StepsPerStride;
            _stride *= 2;
        }

        return weight;
    }

    public void Add(long weight, long elapsedNs, long cpuNs, long allocatedBytes, long networkBytes)
    {
        _sample.ElapsedNs += weight * elapsedNs;
        _sample.CpuNs += weight * cpuNs;
        _sample.AllocatedBytes += weight * allocatedBytes;
        _sample.NetworkBytes += weight * networkBytes;
    }

    /// <summary>Adds the time from the suspension of an asynchronous step to its completion, as its consumer saw it.</summary>
    public void AddSuspended(long weight, long elapsedNs)
    {
        _sample.ElapsedNs += weight * elapsedNs;
        _sample.Flags |= SampleFlags.AsyncPartial | SampleFlags.ElapsedIsCompletion;
    }

    /// <summary>Delivers the sample, once.</summary>
    public void Ended()
    {
        if (_isDelivered)
            return;
        _isDelivered = true;
        Measurements.Deliver(in _sample);
    }
}
