namespace ShadowGen.Allocation;

/// <summary>Wakes one waiter, once for each time or more that it was set. Holds nothing of the system, so that nobody must dispose of it. Any thread.</summary>
internal sealed class Signal
{
    private readonly object _sync = new();
    private bool _isSet;

    public void Set()
    {
        lock (_sync)
        {
            _isSet = true;
            Monitor.Pulse(_sync);
        }
    }

    /// <returns>False: it was not set in that time.</returns>
    public bool Wait(TimeSpan timeout)
    {
        lock (_sync)
        {
            if (!_isSet) Monitor.Wait(_sync, timeout);
            var wasSet = _isSet;
            _isSet = false;
            return wasSet;
        }
    }
}
