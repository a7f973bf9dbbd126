using ShadowGen.Counters;

namespace ShadowGen.Runtime.Tests.Budgets;

/// <summary>Flows that never end by themselves, ended by the budget that they were begun with.</summary>
public class RunawayTests
{
    [Fact]
    public void An_endless_loop_of_calls_is_ended_by_its_elapsed_time()
    {
        var edges = new TestEdges(1);
        var made = 0L;
        var thrown = Begin("endless", new() { MaxElapsed = TimeSpan.FromMilliseconds(20) }, () =>
        {
            while (true)
                edges.Call(0, () => made++);
        });

        Assert.Equal(BudgetResource.ElapsedTime, thrown.Resource);
        Assert.Equal(20e6, thrown.Allowed);
        Assert.True(thrown.Used > thrown.Allowed);
        Assert.Equal(made, edges.Calls(0));
    }

    [Fact]
    public void An_endless_loop_of_calls_is_ended_by_its_CPU_time()
    {
        if (!ThreadClock.HasCpuTime)
            return;
        var edges = new TestEdges(1);
        var made = 0L;
        var thrown = Begin("busy", new() { MaxCpu = TimeSpan.FromMilliseconds(20) }, () =>
        {
            while (true)
                edges.Call(0, () => made++);
        });

        Assert.Equal(BudgetResource.CpuTime, thrown.Resource);
        Assert.True(thrown.Used > 20e6);
        Assert.Equal(made, edges.Calls(0));
    }

    [Fact]
    public void An_endless_loop_of_calls_is_ended_by_their_number()
    {
        var edges = new TestEdges(2);
        var made = 0L;
        var thrown = Begin("many", new() { MaxCalls = 1_000 }, () =>
        {
            while (true)
                edges.Call(0, () => edges.Call(1, () => made++));
        });

        Assert.Equal(BudgetResource.Calls, thrown.Resource);
        Assert.InRange(thrown.Used, 1_001, (2 * made) + 1);
        Assert.Equal(made, edges.Calls(1));
        Assert.InRange(edges.Calls(0), made, made + 1);
    }

    [Fact]
    public void Allocating_without_end_is_ended_by_its_bytes()
    {
        var edges = new TestEdges(1);
        var allocated = 0L;
        var thrown = Begin("leak", new() { MaxAllocatedBytes = 1_000_000 }, () =>
        {
            while (true)
            {
                edges.Call(0, () =>
                {
                    GC.KeepAlive(new byte[1_000]);
                    allocated += 1_024;
                });
            }
        });

        Assert.Equal(BudgetResource.AllocatedBytes, thrown.Resource);
        Assert.Equal(1_000_000, thrown.Allowed);
        Assert.InRange(thrown.Used, 1_000_001, allocated + 20_000);
    }

    [Fact]
    public void Recursion_ends_exactly_at_its_depth()
    {
        var edges = new TestEdges(1);
        var deepest = 0;
        var thrown = Begin("deep", new() { MaxDepth = 100 }, () => Recurse(1));

        Assert.Equal(BudgetResource.Depth, thrown.Resource);
        Assert.Equal(100, deepest);
        Assert.Equal(101, thrown.Used);
        Assert.Equal(100, thrown.Allowed);
        Assert.Equal(100, edges.Calls(0));
        Assert.Equal(101, thrown.Depth);
        Assert.Equal(32, thrown.Path.Count);

        void Recurse(int depth) => edges.Call(0, () =>
        {
            deepest = depth;
            Recurse(depth + 1);
        });
    }

    [Theory]
    [InlineData(0, BudgetResource.Depth)]
    [InlineData(1_900, BudgetResource.Stack)]
    public unsafe void Recursion_without_end_is_ended_before_the_stack_is(int bytesPerCall, BudgetResource ended)
    {
        var edges = new TestEdges(1);
        var deepest = 0L;
        var thrown = Begin("bottomless", new() { MaxElapsed = TimeSpan.FromHours(1) }, () => Recurse(1));

        Assert.Equal(ended, thrown.Resource);
        Assert.Equal(deepest, edges.Calls(0));
        Assert.InRange(deepest, 1_000, ShadowBudget.DeepestLimit);

        void Recurse(int depth) => edges.Call(0, () =>
        {
            var space = stackalloc byte[bytesPerCall + 1];
            space[0] = 1;
            deepest = depth;
            Recurse(depth + 1);
            deepest += space[0] - 1;
        });
    }

    [Fact]
    public void What_was_under_way_and_what_was_allowed_is_told()
    {
        var edges = new TestEdges(2);
        var thrown = Begin("told", new() { MaxDepth = 1 }, () => edges.Call(0, () => edges.Call(1, static () => { })));

        Shadow.Flush();
        Assert.Equal("told", thrown.FlowName);
        Assert.Equal([Shadow.CallGraph.Find("told").Name, edges.Callee(0).Name, edges.Callee(1).Name], thrown.Path);
        Assert.Equal($"'told' was about to be 2 calls deep, and its budget allows 1. It was ended in {string.Join(" > ", thrown.Path)}.", thrown.Message);
    }

    [Fact]
    public unsafe void Nothing_is_left_on_the_thread()
    {
        var edges = new TestEdges(2);
        for (var i = 0; i < 300; i++)
        {
            Begin("left", new() { MaxDepth = 1 }, () => edges.Call(0, () => edges.Call(1, static () => { })));
            Assert.Equal(0, Shadow.CurrentTrace.Depth);
            var block = ThreadBlock.Current;
            Assert.Equal(0, block->IsGuarded);
            Assert.True(block->Allowed == block->End);
            Assert.Null(FlowContext.Current);
        }

        Assert.Equal(300, edges.Calls(0));
        Assert.Equal(0, edges.Calls(1));
    }

    [Fact]
    public unsafe void The_flow_that_has_the_thread_next_is_unharmed()
    {
        var edges = new TestEdges(2);
        Begin("first", new() { MaxElapsed = TimeSpan.FromMilliseconds(1) }, () =>
        {
            while (true)
                edges.Call(0, static () => { });
        });

        using (Shadow.BeginFlow("next"))
        {
            for (var i = 0; i < 1_000_000; i++)
                edges.Call(1, static () => { });
        }

        using (Shadow.BeginFlow("next with a budget", new() { MaxElapsed = TimeSpan.FromHours(1) }))
        {
            for (var i = 0; i < 1_000_000; i++)
                edges.Call(1, static () => { });
        }

        edges.Call(1, static () => { });
        Assert.Equal(0, ThreadBlock.Current->Armed);
        Assert.True(ThreadBlock.Current->DeepFrame != null || ThreadBlock.Current->Limit == ThreadBlock.Current->End);
        Assert.Equal(2_000_001, edges.Calls(1));
    }

    // Each await leaves the thread: what the watchdog has armed there is gone before the flow is back.
    [Fact]
    public async Task A_flow_that_never_stays_is_ended_as_soon_as_it_comes_back()
    {
        var edges = new TestEdges(1);
        var made = 0;
        await Assert.ThrowsAsync<ShadowBudgetExceededException>(RunAsync);
        Assert.InRange(made, 900, 1_100);

        async Task RunAsync()
        {
            using var flow = Shadow.BeginFlow("restless", new() { MaxCalls = 1_000 });
            while (true)
            {
                await Task.Yield();
                edges.Call(0, () => made++);
            }
        }
    }

    [Fact]
    public void A_flow_around_it_pays_for_it_and_ends_it()
    {
        var edges = new TestEdges(1);
        var thrown = Begin("outer", new() { MaxCalls = 1_000 }, () =>
        {
            while (true)
            {
                using var flow = Shadow.BeginFlow("inner", new() { MaxCalls = 1_000_000_000 });
                for (var i = 0; i < 10; i++)
                    edges.Call(0, static () => { });
            }
        });

        Assert.Equal("outer", thrown.FlowName);
        Assert.Equal(BudgetResource.Calls, thrown.Resource);
    }

    [Fact]
    public async Task A_flow_is_followed_over_awaits()
    {
        var edges = new TestEdges(1);
        var threads = new HashSet<int>();
        var made = 0L;
        var thrown = await Assert.ThrowsAsync<ShadowBudgetExceededException>(RunAsync);

        Assert.Equal(BudgetResource.Calls, thrown.Resource);
        Assert.Equal(made, edges.Calls(0));
        Assert.Equal(0, Shadow.CurrentTrace.Depth);

        async Task RunAsync()
        {
            using var flow = Shadow.BeginFlow("over awaits", new() { MaxCalls = 50_000 });
            while (true)
            {
                await Task.Yield();
                for (var i = 0; i < 100; i++)
                    edges.Call(0, () => made++);
            }
        }
    }

    [Fact]
    public async Task Its_token_is_cancelled()
    {
        using var flow = Shadow.BeginFlow("waits", new() { MaxElapsed = TimeSpan.FromMilliseconds(30) });
        Assert.False(flow.CancellationToken.IsCancellationRequested);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.Infinite, flow.CancellationToken));
        using var plain = Shadow.BeginFlow("without");
        Assert.False(plain.CancellationToken.CanBeCanceled);
    }

    [Fact]
    public void What_goes_on_after_it_has_caught_it_meets_it_again()
    {
        var edges = new TestEdges(1);
        var met = 0;
        Begin("stubborn", new() { MaxElapsed = TimeSpan.FromMilliseconds(1) }, () =>
        {
            while (true)
            {
                try
                {
                    edges.Call(0, static () => { });
                }
                catch (ShadowBudgetExceededException) when (++met < 3)
                {
                }
            }
        });
        Assert.Equal(3, met);
    }

    [Fact]
    public unsafe void While_all_is_well_it_adds_no_bytes_and_no_calls()
    {
        var edges = new TestEdges(1);
        Action nothing = static () => { };
        long made;
        using (Shadow.BeginFlow("well", new() { MaxElapsed = TimeSpan.FromHours(1), MaxCpu = TimeSpan.FromHours(1), MaxAllocatedBytes = 1L << 40, MaxCalls = 1L << 40, MaxDepth = 100 }))
        {
            var warm = 0;
            for (var end = Environment.TickCount64 + 100; Environment.TickCount64 < end; warm++)
                edges.Call(0, nothing);
            made = warm;
            var (bytes, overhead) = (GC.GetAllocatedBytesForCurrentThread(), ThreadBlock.Current->OverheadBytes);
            for (var i = 0; i < 20_000_000; i++)
                edges.Call(0, nothing);
            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
            Assert.Equal(ThreadBlock.Current->OverheadBytes - overhead, bytes);
            Assert.Equal(0, bytes);
        }

        Assert.Equal(20_000_000 + made, edges.Calls(0));
    }

    [Fact]
    public async Task One_that_has_ended_is_over_for_what_it_left_behind()
    {
        var edges = new TestEdges(1);
        using var mayEnd = new ManualResetEventSlim();
        Task left;
        using (Shadow.BeginFlow("gone", new() { MaxCalls = 1 }))
        {
            left = Task.Run(() =>
            {
                mayEnd.Wait();
                for (var i = 0; i < 1_000_000; i++)
                    edges.Call(0, static () => { });
            });
        }

        mayEnd.Set();
        await left;
        Assert.Equal(1_000_000, edges.Calls(0));
    }

    [Fact]
    public void A_limit_must_allow_something()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShadowBudget { MaxElapsed = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShadowBudget { MaxCpu = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShadowBudget { MaxAllocatedBytes = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShadowBudget { MaxCalls = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShadowBudget { MaxDepth = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShadowBudget { MaxDepth = ShadowBudget.DeepestLimit + 1 });
        Assert.Throws<ArgumentNullException>(() => Shadow.BeginFlow("none", null!));
    }

    private static ShadowBudgetExceededException Begin(string name, ShadowBudget budget, Action runaway)
    {
        using var flow = Shadow.BeginFlow(name, budget);
        return Assert.Throws<ShadowBudgetExceededException>(runaway);
    }
}
