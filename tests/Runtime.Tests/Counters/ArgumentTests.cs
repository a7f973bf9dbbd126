using System.Reflection;
using ShadowGen.Counters;
using ShadowGen.Generated;

namespace ShadowGen.Runtime.Tests.Counters;

/// <summary>What shims tell of arguments, as it comes out of the queue of samples.</summary>
public class ArgumentTests
{
    [Fact]
    public void A_measured_call_tells_its_arguments()
    {
        var edges = new TestEdges(4);
        var samples = During(() =>
        {
            Call(edges.First, frame => ShadowCall.Arguments(7));
            Call(edges.First + 1, frame => ShadowCall.Arguments(7, -1));
            Call(edges.First + 2, frame => ShadowCall.Arguments(7, -1, long.MaxValue));
            Call(edges.First + 3, frame => ShadowCall.Arguments(7, -1, long.MaxValue, 4));
        });
        Assert.Equal(["7", "7 -1", "7 -1 9223372036854775807", "7 -1 9223372036854775807 4"], Enumerable.Range(0, 4).Select(k => samples[edges.First + k].Single()));
    }

    [Fact]
    public void A_call_within_does_not_get_those_of_the_call_around_it()
    {
        var edges = new TestEdges(3);
        var samples = During(() => Call(edges.First, _ =>
        {
            ShadowCall.Arguments(1);
            Call(edges.First + 1, _ => Call(edges.First, _ => ShadowCall.Arguments(2)));
            Call(edges.First + 2, _ => ShadowCall.Arguments(3));
        }));
        Assert.Equal(["2", "1"], samples[edges.First]);
        Assert.Equal([""], samples[edges.First + 1]);
        Assert.Equal(["3"], samples[edges.First + 2]);
    }

    [Fact]
    public void The_next_call_on_the_same_place_of_the_stack_begins_with_none()
    {
        var edges = new TestEdges(2);
        var samples = During(() =>
        {
            Call(edges.First, _ => ShadowCall.Arguments(1, 2, 3, 4));
            Call(edges.First + 1, _ => { });
        });
        Assert.Equal([""], samples[edges.First + 1]);
    }

    [Fact]
    public void A_call_that_only_opens_a_flow_tells_nothing_and_harms_nothing()
    {
        var edges = new TestEdges(1);
        var (measured, opened) = (0, 0);
        var samples = During(() =>
        {
            for (var i = 0; i < 3_000; i++)
            {
                var frame = ShadowCall.EnterAsync(edges.First);
                opened += frame.IsMeasured ? 1 : 0;
                try
                {
                    if (frame.IsMeasured)
                        ShadowCall.Arguments(i);
                }
                finally
                {
                    frame.Exit();
                }
            }
        });
        measured = samples[edges.First].Count();
        Assert.Equal(3_000, opened);
        Assert.InRange(measured, 1, 2_999);
        Assert.DoesNotContain("", samples[edges.First]);
        Assert.Equal(3_000, edges.Calls(0));
    }

    [Fact]
    public void Told_outside_of_any_call_they_are_dropped()
    {
        var faults = Shadow.Statistics.Faults;
        var edges = new TestEdges(1);
        Call(edges.First, _ => { });
        ShadowCall.Arguments(1);
        Assert.InRange(Shadow.Statistics.Faults - faults, 0, 1);
        Assert.Equal(1, edges.Calls(0));
    }

    [Fact]
    public void Telling_allocates_nothing()
    {
        var edges = new TestEdges(1);
        long allocated = 0;
        During(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var frame = ShadowCall.Enter(edges.First);
                if (frame.IsMeasured)
                    ShadowCall.Arguments(i, i, i, i);
                frame.Exit();
                allocated = i < 50 ? 0 : allocated + GC.GetAllocatedBytesForCurrentThread() - before;
            }
        });
        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(-5, 5)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, long.MaxValue)]
    [InlineData(long.MinValue + 1, long.MaxValue)]
    public void Magnitude_of_an_integer(long value, long magnitude) => Assert.Equal(magnitude, ShadowArguments.Magnitude(value));

    [Theory]
    [InlineData(5UL, 5)]
    [InlineData(ulong.MaxValue, long.MaxValue)]
    public void Magnitude_of_an_unsigned_integer(ulong value, long magnitude) => Assert.Equal(magnitude, ShadowArguments.Magnitude(value));

    [Theory]
    [InlineData(2.9, 2)]
    [InlineData(-2.9, 2)]
    [InlineData(1e300, long.MaxValue)]
    [InlineData(9223372036854775807.0, long.MaxValue)]
    [InlineData(double.NegativeInfinity, long.MaxValue)]
    [InlineData(double.NaN, 0)]
    public void Magnitude_of_a_floating_point_number(double value, long magnitude) => Assert.Equal(magnitude, ShadowArguments.Magnitude(value));

    [Fact]
    public void Magnitude_of_a_decimal()
    {
        Assert.Equal([2, 2, long.MaxValue, long.MaxValue], new[] { 2.9m, -2.9m, decimal.MaxValue, decimal.MinValue }.Select(ShadowArguments.Magnitude));
    }

    private static void Call(int slot, Action<ShadowFrame> body)
    {
        var frame = ShadowCall.Enter(slot);
        try { body(frame); }
        finally { frame.Exit(); }
    }

    // The engine's own lock: the queue has one consumer at a time.
    private static ILookup<int, string> During(Action work)
    {
        var sync = (Lock)typeof(ShadowExecutionEngine).GetField("Sync", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        var samples = new List<(int Slot, string Arguments)>();
        lock (sync)
        {
            work();
            while (Measurements.Queue.TryDequeue(out var sample))
                samples.Add((sample.Slot, string.Join(' ', Enumerable.Range(0, sample.ArgumentCount).Select(i => sample.Arguments[i]))));
        }

        return samples.ToLookup(sample => sample.Slot, sample => sample.Arguments);
    }
}
