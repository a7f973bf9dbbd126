using System.Threading.RateLimiting;
using ShadowGen.RateLimiting.Tests.Support;

namespace ShadowGen.RateLimiting.Tests.Admission;

/// <summary>A full capacity is shared: light and heavy work, and each priority, has a part of it that the others cannot take.</summary>
public sealed class FairnessTests
{
    [Fact]
    public void Light_work_does_not_wait_for_all_the_heavy_work_before_it()
    {
        var admitted = Serve([.. Repeat(100, 60), .. Repeat(1, 60)], 120);

        // Equal shares of work: with every heavy piece of 100 ms, a hundred light ones of 1 ms.
        Assert.True(admitted.Take(70).Count(w => w == 1) == 60, "light work waited for more than its share of heavy work");
    }

    [Fact]
    public void Heavy_work_is_not_starved_by_a_flood_of_light_work()
    {
        var admitted = Serve([.. Repeat(1, 3000), .. Repeat(100, 10)], 2000);

        Assert.InRange(admitted.Count(w => w == 100), 9, 10);
    }

    [Fact]
    public void Priorities_share_by_weight()
    {
        using var bench = new Bench();
        var held = new Queue<RateLimitLease>(bench.Fill());
        var asked = new List<(AdmissionPriority Priority, Task<RateLimitLease> Lease)>();
        for (var i = 0; i < 210; i++)
        {
            foreach (var priority in Enum.GetValues<AdmissionPriority>()) asked.Add((priority, bench.Ask(Bench.Work(100) with { Priority = priority })));
        }

        var admitted = Admitted(held, asked, 210);

        Assert.InRange(admitted[AdmissionPriority.Critical], 158, 162);
        Assert.InRange(admitted[AdmissionPriority.Normal], 38, 42);
        Assert.InRange(admitted[AdmissionPriority.Background], 9, 11);
    }

    [Fact]
    public void Work_of_equal_standing_is_served_in_its_order_while_it_is_in_time()
    {
        using var bench = new Bench();
        var held = bench.Fill();
        var first = bench.Ask(30);
        bench.Pass(0.1);
        var second = bench.Ask(30);

        held[0].Dispose();

        Assert.True(first.IsCompleted);
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public void Once_the_oldest_has_waited_for_long_the_newest_goes_first()
    {
        using var bench = new Bench();
        var held = bench.Fill();
        var oldest = bench.Ask(30);
        bench.Pass(0.35);
        var newest = bench.Ask(30);

        held[0].Dispose();

        Bench.Granted(newest);
        Assert.False(oldest.IsCompleted);
    }

    // What is let in first, of all that waits, as room is made without time passing.
    private static List<double> Serve(double[] works, int count)
    {
        using var bench = new Bench();
        var held = new Queue<RateLimitLease>(bench.Fill());
        var asked = works.Select(w => (Work: w, Lease: bench.Ask(w))).ToList();
        var admitted = new List<double>();
        while (admitted.Count < count && held.TryDequeue(out var lease))
        {
            lease.Dispose();
            foreach (var (work, granted) in asked.Where(a => a.Lease.IsCompleted))
            {
                admitted.Add(work);
                held.Enqueue(granted.Result);
            }
            asked.RemoveAll(a => a.Lease.IsCompleted);
        }
        return admitted;
    }

    private static Dictionary<AdmissionPriority, int> Admitted(Queue<RateLimitLease> held, List<(AdmissionPriority Priority, Task<RateLimitLease> Lease)> asked, int count)
    {
        var admitted = new Dictionary<AdmissionPriority, int>();
        while (admitted.Values.Sum() < count)
        {
            held.Dequeue().Dispose();
            foreach (var (priority, granted) in asked.Where(a => a.Lease.IsCompleted))
            {
                admitted[priority] = admitted.GetValueOrDefault(priority) + 1;
                held.Enqueue(granted.Result);
            }
            asked.RemoveAll(a => a.Lease.IsCompleted);
        }
        return admitted;
    }

    private static IEnumerable<double> Repeat(double work, int count) => Enumerable.Repeat(work, count);
}
