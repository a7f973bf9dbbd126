using ShadowGen.Capacity;

namespace ShadowGen.Admission;

/// <summary>
/// Waiting work of one priority, for one dependency, and of costs of one order of magnitude. Oldest first while work gets through in time; once the oldest has waited for a third of its time,
/// newest first, since those that have waited that long are lost to the ones before them anyway (adaptive LIFO). Not thread-safe.
/// </summary>
/// <param name="dependency">What its work waits for; null: nothing.</param>
/// <param name="weight">Its share beside the others', above 0.</param>
internal sealed class WaitingFlow(Stage? dependency, double weight)
{
    private const double Patience = 0.3;

    private TailRatio _tail = new();

    public Stage? Dependency => dependency;

    /// <summary>Virtual time at which its next work begins (start-time fair queueing, Goyal, Vin and Cheng 1996).</summary>
    public double Start { get; private set; }

    public Waiter? Oldest { get; private set; }

    public Waiter? Newest { get; private set; }

    public int Count { get; private set; }

    /// <summary>Nanoseconds of work that wait.</summary>
    public double Backlog { get; private set; }

    /// <summary>By how much longer than expected such work takes, but for few.</summary>
    public double Tail => _tail.Value;

    public double Weight => weight;

    public void Learn(double ratio) => _tail.Learn(ratio);

    public void Add(Waiter waiter, double virtualTime)
    {
        if (Count++ == 0) Start = Math.Max(Start, virtualTime);
        Backlog += waiter.Work.Whole;
        waiter.Flow = this;
        waiter.Older = Newest;
        if (Newest is null) Oldest = waiter;
        else Newest.Newer = waiter;
        Newest = waiter;
    }

    public void Remove(Waiter waiter)
    {
        if (waiter.Older is null) Oldest = waiter.Newer;
        else waiter.Older.Newer = waiter.Newer;
        if (waiter.Newer is null) Newest = waiter.Older;
        else waiter.Newer.Older = waiter.Older;
        (waiter.Flow, waiter.Older, waiter.Newer) = (null, null, null);
        Backlog = --Count == 0 ? 0 : Backlog - waiter.Work.Whole;
    }

    /// <summary>Whose turn it is. Only where some wait.</summary>
    public Waiter Next(double now)
    {
        ref readonly var oldest = ref Oldest!.Work;
        return now - oldest.Asked > Patience * (oldest.Deadline - oldest.Asked) ? Newest! : Oldest;
    }

    /// <summary>Counts work that begins.</summary>
    /// <returns>Virtual time at which it does.</returns>
    public double Serve(double cost, double virtualTime)
    {
        var start = Math.Max(Start, virtualTime);
        Start = start + (cost / weight);
        return start;
    }
}
