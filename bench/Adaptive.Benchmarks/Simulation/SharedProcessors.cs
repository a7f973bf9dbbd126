namespace ShadowGen.Adaptive.Benchmarks.Simulation;

/// <summary>Processors that all work at hand shares, each piece using one at most: what a scheduler with short slices does.</summary>
internal sealed class SharedProcessors(VirtualTime time, int count)
{
    private readonly PriorityQueue<Action, (double End, long Order)> _work = new();
    private double _served, _since;
    private long _order;
    private int _version;

    public bool HasIdle => _work.Count < count;

    /// <summary>Processor seconds used.</summary>
    public double Used { get; private set; }

    // Processor seconds that each piece gets per second.
    private double Rate => Math.Min(1, (double)count / _work.Count);

    public void Start(double seconds, Action done)
    {
        Advance();
        _work.Enqueue(done, (_served + seconds, _order++));
        Schedule();
    }

    private void Advance()
    {
        if (_work.Count > 0)
        {
            var served = (time.Now - _since) * Rate;
            _served += served;
            Used += served * _work.Count;
        }
        _since = time.Now;
    }

    private void Schedule()
    {
        if (!_work.TryPeek(out _, out var next)) return;
        var version = ++_version;
        time.At(time.Now + ((next.End - _served) / Rate), () =>
        {
            if (version != _version) return;
            Advance();
            var done = _work.Dequeue();
            _served = next.End;
            Schedule();
            done();
        });
    }
}
