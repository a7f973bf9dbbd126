namespace ShadowGen.Allocation;

/// <summary>The last decisions, and how many there were of each outcome. Older ones are dropped, and stay counted. Any thread may read; one writes.</summary>
internal sealed class DecisionLog(TimeProvider time)
{
    public const int Capacity = 256;

    private readonly ManagerDecision?[] _ring = new ManagerDecision?[Capacity];
    private readonly long[] _counts = new long[Enum.GetValues<DecisionOutcome>().Length];
    private long _count;

    public long Count => Volatile.Read(ref _count);

    public long CountOf(DecisionOutcome outcome) => Volatile.Read(ref _counts[(int)outcome]);

    public void Add(ManagedResource resource, string actuator, double from, double to, double inEffect, DecisionOutcome outcome, string reason)
    {
        var number = _count + 1;
        Volatile.Write(ref _ring[(int)((number - 1) % Capacity)], new(number, time.GetUtcNow(), resource, actuator, from, to, inEffect, outcome, reason));
        Volatile.Write(ref _counts[(int)outcome], _counts[(int)outcome] + 1);
        Volatile.Write(ref _count, number);
    }

    /// <summary>Oldest first.</summary>
    public ManagerDecision[] Snapshot()
    {
        var all = new List<ManagerDecision>(Capacity);
        for (var i = 0; i < Capacity; i++)
        {
            if (Volatile.Read(ref _ring[i]) is { } decision) all.Add(decision);
        }
        all.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        return [.. all];
    }
}
