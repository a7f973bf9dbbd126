using System.Globalization;

namespace ShadowGen.Allocation;

/// <summary>The degree of parallelism that the app is told, and the actuator that sets it. Any thread.</summary>
internal sealed class ParallelismLimit(CoreCount cores) : IResourceActuator
{
    /// <summary>Files of the control group are read no more often.</summary>
    private const long FreshNs = 1_000_000_000;

    private int _limit;
    private int _cores;
    private long _readNs = long.MinValue;

    public string Name => "degree of parallelism";

    public ManagedResource Resource => ManagedResource.Parallelism;

    public bool OutlivesProcess => false;

    /// <summary>What the cores of this moment allow, and the manager.</summary>
    public int Current
    {
        get
        {
            var limit = Volatile.Read(ref _limit);
            var live = Cores();
            return limit > 0 ? Math.Min(limit, live) : live;
        }
    }

    public ActuatorProbe Probe(CancellationToken cancellationToken) => ActuatorProbe.Found(Cores(), "0");

    public void Apply(double amount, CancellationToken cancellationToken) => Volatile.Write(ref _limit, (int)Math.Clamp(amount, 1, int.MaxValue));

    public double Verify(CancellationToken cancellationToken) => Current;

    public void Undo(string original, CancellationToken cancellationToken) => Volatile.Write(ref _limit, int.Parse(original, CultureInfo.InvariantCulture));

    private int Cores()
    {
        var now = Counters.ThreadClock.Now();
        if (Volatile.Read(ref _cores) is var known and > 0 && now - Volatile.Read(ref _readNs) < FreshNs) return known;
        var count = (int)Math.Max(1, Math.Ceiling(cores.Read()));
        Volatile.Write(ref _cores, count);
        Volatile.Write(ref _readNs, now);
        return count;
    }
}
