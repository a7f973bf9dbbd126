namespace ShadowGen.Adaptive.Benchmarks.Simulation;

/// <summary>Time that passes only from one event to the next. Timers are events. Equal events give equal runs; one thread.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly PriorityQueue<Action, (double Time, long Order)> _events = new();
    private long _order;

    /// <summary>Seconds since the beginning.</summary>
    public double Now { get; private set; }

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => (long)(Now * 1e9);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(Now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Timer(this, () => callback(state), dueTime, period);

    public void At(double time, Action action) => _events.Enqueue(action, (Math.Max(time, Now), _order++));

    /// <summary>Runs events up to a time; <paramref name="after"/> follows each.</summary>
    public void RunUntil(double end, Action after)
    {
        while (_events.TryPeek(out var action, out var at) && at.Time <= end)
        {
            _events.Dequeue();
            Now = at.Time;
            action();
            after();
        }
        Now = end;
    }

    private sealed class Timer : ITimer
    {
        private readonly VirtualTime _time;
        private readonly Action _callback;
        private TimeSpan _period;
        private int _version;

        public Timer(VirtualTime time, Action callback, TimeSpan dueTime, TimeSpan period)
        {
            (_time, _callback) = (time, callback);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Set(dueTime, ++_version);
            return true;
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Set(TimeSpan dueTime, int version)
        {
            if (dueTime < TimeSpan.Zero) return;
            _time.At(_time.Now + dueTime.TotalSeconds, () =>
            {
                if (version != _version) return;
                if (_period > TimeSpan.Zero) Set(_period, version);
                _callback();
            });
        }
    }
}
