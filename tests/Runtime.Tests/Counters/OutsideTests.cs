using System.Globalization;
using System.Text;
using ShadowGen.Counters;
using ShadowGen.Generated;

namespace ShadowGen.Runtime.Tests.Counters;

/// <summary>What a decorator counts, and what it lets pass because a shim has counted it.</summary>
public class OutsideTests
{
    private static readonly List<byte[]> Texts = [];

    [Fact]
    public void A_call_that_no_shim_made_is_counted()
    {
        var edges = new TestEdges(1);
        var outside = Outside(edges, 0);
        for (var i = 0; i < 1_000; i++)
            Decorated(outside, static () => { });

        Assert.Equal(1_000, CallsOf(outside));
        Assert.Equal(1_000, edges.Calls(0));
    }

    [Fact]
    public void A_call_that_a_shim_counted_passes_also_when_it_is_sampled()
    {
        var edges = new TestEdges(1);
        var outside = Outside(edges, 0);
        for (var i = 0; i < 1_000; i++)
            edges.Call(0, () => Decorated(outside, static () => { }));

        Assert.Equal(0, CallsOf(outside));
        Assert.Equal(1_000, edges.Calls(0));
    }

    [Fact]
    public void A_call_from_within_by_way_of_the_framework_counts_for_itself()
    {
        var edges = new TestEdges(2);
        var outside = Outside(edges, 0);
        for (var i = 0; i < 100; i++)
        {
            edges.Call(0, () => Decorated(outside, () =>
            {
                Decorated(outside, static () => { });
                edges.Call(1, static () => { });
                Decorated(outside, static () => { });
            }));
        }

        Assert.Equal(200, CallsOf(outside));
        Assert.Equal(300, edges.Calls(0));
    }

    [Fact]
    public void A_decorator_behind_a_decorator_counts_the_call_that_it_gets()
    {
        var edges = new TestEdges(1);
        var outside = Outside(edges, 0);
        edges.Call(0, () => Decorated(outside, () => Decorated(outside, static () => { })));

        Assert.Equal(1, CallsOf(outside));
        Assert.Equal(2, edges.Calls(0));
    }

    [Fact]
    public void Another_callee_on_top_of_the_path_is_the_caller()
    {
        var edges = new TestEdges(2);
        var outside = Outside(edges, 0);
        edges.Call(1, () => Decorated(outside, () => Assert.Equal(2, Shadow.CurrentTrace.Depth)));

        Assert.Equal(1, CallsOf(outside));
    }

    [Fact]
    public async Task An_async_call_from_outside_opens_a_flow_and_a_second_one_within_it_is_counted_too()
    {
        var edges = new TestEdges(1);
        var outside = Outside(edges, 0);
        await DecoratedAsync(outside, async () =>
        {
            var flow = FlowContext.Current;
            Assert.NotNull(flow);
            await Task.Delay(2);
            Assert.Same(flow, FlowContext.Current);
            Assert.Equal(1, Shadow.CurrentTrace.Depth);
            await DecoratedAsync(outside, static () => Task.CompletedTask); // on another thread, first thing there
        });

        Assert.Null(FlowContext.Current);
        Assert.Equal(2, CallsOf(outside));
    }

    [Fact]
    public void Threads_count_exactly_together()
    {
        var edges = new TestEdges(1);
        var outside = Outside(edges, 0);
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 10_000; i++)
                Decorated(outside, static () => { });
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(80_000, CallsOf(outside));
    }

    [Fact]
    public void A_call_is_measured()
    {
        var edges = new TestEdges(1);
        var outside = Outside(edges, 0);
        Decorated(outside, static () => { });
        Shadow.Flush();

        Assert.Equal(1, edges.Callee(0).Inclusive(ResourceKind.ElapsedTime).Count);
    }

    [Fact]
    public void Nothing_is_allocated_whether_counted_or_passed()
    {
        var edges = new TestEdges(1);
        var outside = Outside(edges, 0);
        Many();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Many();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Many()
        {
            for (var i = 0; i < 10_000; i++)
            {
                Decorated(outside, static () => { });
                edges.Call(0, () => Decorated(outside, static () => { }));
            }
        }
    }

    [Fact]
    public void Exceptions_leave_the_path_as_it_was()
    {
        var edges = new TestEdges(1);
        var outside = Outside(edges, 0);
        Assert.Throws<InvalidOperationException>(() => Decorated(outside, static () => throw new InvalidOperationException()));

        Assert.Equal(0, Shadow.CurrentTrace.Depth);
        Assert.Equal(1, CallsOf(outside));
    }

    [Fact]
    public void Slots_that_no_skeleton_describes_are_never_the_same_callee()
    {
        Assert.False(SlotCallees.AreSame(1, 1));
        var edges = new TestEdges(2);
        Assert.False(SlotCallees.AreSame(edges.First, edges.First + 1));
        Assert.True(SlotCallees.AreSame(edges.First + 1, edges.First + 1));
    }

    private static void Decorated(int slot, Action body)
    {
        var frame = ShadowOutside.Enter(slot);
        try { body(); }
        finally { frame.Exit(); }
    }

    private static Task DecoratedAsync(int slot, Func<Task> body)
    {
        var frame = ShadowOutside.EnterAsync(slot);
        try
        {
            var result = body();
            frame.Observe(result);
            return result;
        }
        finally { frame.Exit(); }
    }

    /// <summary>The slot of an edge from outside to a callee of <paramref name="edges"/>.</summary>
    private static int Outside(TestEdges edges, int k)
    {
        Shadow.Flush();
        var text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"shadowgen-skeleton 1\nassembly Tests\nfile Test.cs\nedge 0 0000000000000000 {edges.Callee(k).Id} 0 1:1\n"));
        var pinned = GC.AllocateUninitializedArray<byte>(text.Length, pinned: true);
        text.CopyTo(pinned, 0);
        lock (Texts)
            Texts.Add(pinned);
        return ShadowSkeleton.Register(typeof(OutsideTests), pinned, 1);
    }

    private static long CallsOf(int slot)
    {
        Shadow.Flush();
        lock (SlotTable.Sync)
        {
            ThreadRegistry.SweepDead();
            var reloads = SlotTable.State(slot).Reloads;
            Span<long> left = [0];
            ThreadRegistry.SumCells(slot, left);
            return reloads - left[0];
        }
    }
}
