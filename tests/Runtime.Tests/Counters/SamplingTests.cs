using ShadowGen.Counters;
using ShadowGen.Engine;

namespace ShadowGen.Runtime.Tests.Counters;

public class SamplingTests
{
    [Fact]
    public void Rare_calls_are_all_measured()
    {
        var edges = new TestEdges(1);
        for (var i = 0; i < 10; i++)
            edges.Call(0, static () => { });
        Assert.Equal(10, edges.Calls(0));
        Assert.Equal(10, edges.Callee(0).Inclusive(ResourceKind.ElapsedTime).SampleCount);
    }

    [Fact]
    public void Frequent_calls_are_measured_seldom()
    {
        var edges = new TestEdges(1);
        for (var i = 0; i < 2_000_000; i++)
            edges.Call(0, static () => { });
        Assert.Equal(2_000_000, edges.Calls(0));
        Assert.InRange(edges.Callee(0).Inclusive(ResourceKind.ElapsedTime).SampleCount, 16, 40_000);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(10_000)]
    public void Gaps_are_geometric_with_the_interval_as_mean(int interval)
    {
        const int Draws = 200_000;
        ulong random = 12345;
        double sum = 0, squares = 0;
        for (var i = 0; i < Draws; i++)
        {
            var calls = Gap.Draw(ref random, interval) + 1.0;
            sum += calls;
            squares += calls * calls;
        }

        var mean = sum / Draws;
        var variance = (squares / Draws) - (mean * mean);
        double p = 1.0 / interval;
        Assert.InRange(mean, interval * 0.97, interval * 1.03);
        Assert.InRange(variance, (1 - p) / (p * p) * 0.93, (1 - p) / (p * p) * 1.07);
    }

    [Fact]
    public void An_interval_of_one_samples_every_call()
    {
        ulong random = 1;
        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal(0, Gap.Draw(ref random, 1)));
    }

    [Fact]
    public void The_budget_goes_to_all_edges_alike_and_rare_ones_get_all_they_need()
    {
        long[] made = [10, 100, 1_000_000, 5_000_000, 0];
        var level = SamplingBudget.Level(made, affordable: 1_000);
        var samples = made.Sum(calls => Math.Min(calls, level));
        Assert.InRange(samples, 990, 1_000);
        Assert.InRange(level, 440, 450);
    }

    [Fact]
    public void A_budget_larger_than_the_calls_measures_them_all() =>
        Assert.True(SamplingBudget.Level([10, 20], affordable: 31) >= 20);

    [Fact]
    public void Forced_calls_are_part_of_what_a_sample_costs()
    {
        var alone = SamplingBudget.SampleCostNs(measured: 100, forced: 0);
        Assert.True(SamplingBudget.SampleCostNs(100, 10_000) >= alone + (100 * MeasurementCost.ForcedNs));
        Assert.Equal(alone, SamplingBudget.SampleCostNs(0, 0));
    }

    [Fact]
    public void Measuring_keeps_to_its_share_of_cpu_once_it_has_settled()
    {
        var edges = new TestEdges(40);
        Loop(TimeSpan.FromSeconds(1));
        var before = Shadow.Statistics.MeasuringCpuTime;
        var cpu = Environment.CpuUsage.TotalTime;
        Loop(TimeSpan.FromSeconds(2));
        var share = (Shadow.Statistics.MeasuringCpuTime - before) / (Environment.CpuUsage.TotalTime - cpu);
        // Half of 1 % is the goal; twice that leaves room for rates that a busy machine makes uneven.
        Assert.InRange(share, 0, 0.01);

        void Loop(TimeSpan time)
        {
            var end = Environment.TickCount64 + (long)time.TotalMilliseconds;
            while (Environment.TickCount64 < end)
            {
                for (var k = 0; k < 20; k++)
                    edges.Call(k, () => edges.Call(k + 20, static () => { }));
            }
        }
    }

    [Fact]
    public void The_queue_keeps_what_it_takes_and_counts_what_it_drops()
    {
        var queue = new SampleQueue(256);
        const int Producers = 4, Each = 20_000;
        long taken = 0, sum = 0, accepted = 0, acceptedSum = 0;
        using var done = new CountdownEvent(Producers);
        var consumer = new Thread(() =>
        {
            while (true)
            {
                var last = done.IsSet;
                while (queue.TryDequeue(out var sample))
                {
                    taken++;
                    sum += sample.ElapsedNs;
                    Assert.Equal(sample.ElapsedNs, sample.CpuNs);
                }

                if (last)
                    return;
            }
        });
        consumer.Start();
        for (var p = 0; p < Producers; p++)
        {
            var from = p * Each;
            new Thread(() =>
            {
                for (var i = from; i < from + Each; i++)
                {
                    if (!queue.TryEnqueue(new CallSample { ElapsedNs = i, CpuNs = i }))
                        continue;
                    Interlocked.Increment(ref accepted);
                    Interlocked.Add(ref acceptedSum, i);
                }

                done.Signal();
            }).Start();
        }

        consumer.Join();
        Assert.Equal(accepted, taken);
        Assert.Equal(acceptedSum, sum);
        Assert.Equal(Producers * Each, accepted + queue.Dropped);
    }

    [Fact]
    public void A_full_queue_drops_the_newest_and_says_so()
    {
        var queue = new SampleQueue(4);
        for (var i = 0; i < 6; i++)
            Assert.Equal(i < 4, queue.TryEnqueue(new CallSample { Slot = i }));
        Assert.Equal(2, queue.Dropped);
        for (var i = 0; i < 4; i++)
        {
            Assert.True(queue.TryDequeue(out var sample));
            Assert.Equal(i, sample.Slot);
        }

        Assert.False(queue.TryDequeue(out _));
    }

    [Fact]
    public void Exclusive_bytes_leave_the_callees_bytes_out()
    {
        var edges = new TestEdges(2);
        for (var i = 0; i < 400; i++)
        {
            edges.Call(0, () =>
            {
                GC.KeepAlive(new byte[1000 - 24]);
                edges.Call(1, static () => GC.KeepAlive(new byte[5000 - 24]));
                edges.Call(1, static () => GC.KeepAlive(new byte[5000 - 24]));
            });
        }

        Shadow.Flush();
        var outer = edges.Callee(0);
        var inclusive = outer.Inclusive(ResourceKind.AllocatedBytes);
        var exclusive = outer.Exclusive(ResourceKind.AllocatedBytes);
        Assert.InRange(inclusive.P50, 10_700, 11_400);
        Assert.True(exclusive.IsMeasured);
        Assert.InRange(exclusive.P50, 950, 1_150);
        Assert.InRange(edges.Callee(1).Inclusive(ResourceKind.AllocatedBytes).P50, 4_800, 5_200);
    }
}
