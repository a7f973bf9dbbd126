namespace ShadowGen.Adaptive.Benchmarks.Simulation;

/// <summary>Something behind a pool of connections: what finds none waits for its turn.</summary>
/// <param name="connections">How many calls it serves at once.</param>
/// <param name="slowness">By what factor it is slow at a time.</param>
internal sealed class Dependency(VirtualTime time, int connections, Func<double, double> slowness)
{
    private readonly Queue<(double Seconds, Action Done)> _waiting = new();
    private int _used;

    public bool HasIdle => _used < connections;

    public double Slowness => slowness(time.Now);

    public void Start(double seconds, Action done)
    {
        if (_used == connections)
        {
            _waiting.Enqueue((seconds, done));
            return;
        }
        _used++;
        time.At(time.Now + (seconds * Slowness), () =>
        {
            _used--;
            if (_waiting.TryDequeue(out var next)) Start(next.Seconds, next.Done);
            done();
        });
    }
}
