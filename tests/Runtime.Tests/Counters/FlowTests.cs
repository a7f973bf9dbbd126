using ShadowGen.Counters;

namespace ShadowGen.Runtime.Tests.Counters;

public class FlowTests
{
    [Fact]
    public async Task The_root_is_on_the_path_of_whichever_thread_continues()
    {
        var edges = new TestEdges(2);
        var depths = new List<int>();
        await edges.CallAsync(0, async () =>
        {
            depths.Add(Shadow.CurrentTrace.Depth);
            await Task.Yield();
            depths.Add(Shadow.CurrentTrace.Depth);
            Shadow.Flush();
            Assert.Equal(edges.Callee(0), Shadow.CurrentTrace.Root);
            Assert.False(edges.Callee(0).IsEmpty);
            await Task.Delay(2);
            edges.Call(1, () => depths.Add(Shadow.CurrentTrace.Depth));
            depths.Add(Shadow.CurrentTrace.Depth);
        });

        Assert.Equal([1, 1, 2, 1], depths);
    }

    [Fact]
    public async Task Nothing_of_a_flow_leaks_into_its_caller()
    {
        var edges = new TestEdges(1);
        var context = ExecutionContext.Capture();
        var running = edges.CallAsync(0, async () =>
        {
            Assert.NotNull(FlowContext.Current);
            await Task.Delay(5);
            Assert.NotNull(FlowContext.Current);
        });
        Assert.Null(FlowContext.Current);
        Assert.Equal(0, Shadow.CurrentTrace.Depth);
        Assert.Equal(0, Shadow.CurrentTrace.FlowId);
        Assert.Same(context, ExecutionContext.Capture());
        await running;
        Assert.Null(FlowContext.Current);
    }

    [Fact]
    public void What_a_callee_that_is_not_async_leaves_in_the_context_stays_as_after_a_plain_call()
    {
        var edges = new TestEdges(1);
        var local = new AsyncLocal<string>();
        _ = edges.CallAsync(0, () =>
        {
            local.Value = "of the app";
            return Task.CompletedTask;
        });
        Assert.Equal("of the app", local.Value);
        Assert.Null(FlowContext.Current);
        Assert.Equal(0, Shadow.CurrentTrace.Depth);
        Assert.Equal(0, Shadow.CurrentTrace.FlowId);
    }

    [Fact]
    public async Task Synchronous_faults_of_an_async_callee_leave_no_flow_behind()
    {
        var edges = new TestEdges(1);
        Assert.Throws<ArgumentException>(() => { _ = edges.CallAsync(0, static () => throw new ArgumentException("of the app")); });
        Assert.Null(FlowContext.Current);
        Assert.Equal(0, Shadow.CurrentTrace.Depth);
        await Task.Yield();
        Assert.Equal(0, Shadow.CurrentTrace.Depth);
    }

    [Fact]
    public async Task An_async_callee_inside_a_flow_opens_no_other()
    {
        var edges = new TestEdges(2);
        long outer = 0, inner = 0, later = 0;
        await edges.CallAsync(0, async () =>
        {
            outer = FlowContext.Current!.Id;
            await edges.CallAsync(1, async () =>
            {
                inner = FlowContext.Current!.Id;
                await Task.Yield();
            });
            await edges.CallAsync(1, () =>
            {
                later = FlowContext.Current!.Id;
                return Task.CompletedTask;
            });
        });
        Assert.Equal(outer, inner);
        Assert.Equal(outer, later);
    }

    [Fact]
    public async Task Flows_that_run_at_once_keep_apart()
    {
        var edges = new TestEdges(2);
        var ids = await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            long id = 0;
            await edges.CallAsync(0, async () =>
            {
                id = FlowContext.Current!.Id;
                for (var i = 0; i < 5; i++)
                {
                    await Task.Yield();
                    edges.Call(1, () => Assert.Equal(2, Shadow.CurrentTrace.Depth));
                    Assert.Equal(id, Shadow.CurrentTrace.FlowId);
                }
            });
            return id;
        }));

        Assert.Equal(200, ids.Distinct().Count());
        Assert.Equal(200, edges.Calls(0));
        Assert.Equal(1_000, edges.Calls(1));
    }

    [Fact]
    public void A_flow_continued_inside_another_call_leaves_its_path_as_it_was()
    {
        var edges = new TestEdges(3);
        ExecutionContext? captured = null;
        _ = edges.CallAsync(0, () =>
        {
            captured = ExecutionContext.Capture();
            return Task.CompletedTask;
        });
        edges.Call(1, () =>
        {
            Assert.Equal(1, Shadow.CurrentTrace.Depth);
            ExecutionContext.Run(captured!, _ =>
            {
                Assert.Equal(2, Shadow.CurrentTrace.Depth);
                edges.Call(2, () => Assert.Equal(3, Shadow.CurrentTrace.Depth));
            }, null);
            Assert.Equal(1, Shadow.CurrentTrace.Depth);
            edges.Call(2, () => Assert.Equal(2, Shadow.CurrentTrace.Depth));
        });
        Assert.Equal(0, Shadow.CurrentTrace.Depth);
    }

    [Fact]
    public void Leaving_several_flows_at_once_goes_back_to_where_the_first_was_entered()
    {
        var edges = new TestEdges(2);
        var none = ExecutionContext.Capture()!;
        var first = InFlow();
        var second = InFlow();
        edges.Call(1, () =>
        {
            ExecutionContext.Restore(first);
            Assert.Equal(2, Shadow.CurrentTrace.Depth);
            ExecutionContext.Restore(second);
            Assert.Equal(3, Shadow.CurrentTrace.Depth);
            ExecutionContext.Restore(none);
            Assert.Equal(1, Shadow.CurrentTrace.Depth);
            Assert.Equal(0, Shadow.CurrentTrace.FlowId);
        });
        Assert.Equal(0, Shadow.CurrentTrace.Depth);

        ExecutionContext InFlow()
        {
            ExecutionContext? captured = null;
            _ = edges.CallAsync(0, () =>
            {
                captured = ExecutionContext.Capture();
                return Task.CompletedTask;
            });
            return captured!;
        }
    }

    [Fact]
    public async Task A_host_that_suppresses_the_flow_of_contexts_keeps_it_suppressed()
    {
        var edges = new TestEdges(1);
        Task running;
        using (ExecutionContext.SuppressFlow())
        {
            running = edges.CallAsync(0, () => Task.CompletedTask);
            Assert.True(ExecutionContext.IsFlowSuppressed());
        }

        await running;
        Assert.False(ExecutionContext.IsFlowSuppressed());
        Assert.Equal(1, edges.Calls(0));
    }

    [Fact]
    public async Task Sampled_async_calls_are_measured_to_their_completion()
    {
        var edges = new TestEdges(1);
        for (var i = 0; i < 5; i++)
        {
            var completion = new TaskCompletionSource();
            var running = edges.CallAsync(0, () => completion.Task);
            Assert.Equal(i + 1, edges.Calls(0));
            Assert.Equal(i, edges.Callee(0).Inclusive(ResourceKind.ElapsedTime).SampleCount);
            completion.SetResult();
            await running;
            Assert.True(SpinWait.SpinUntil(() => edges.Calls(0) == i + 1 && edges.Callee(0).Inclusive(ResourceKind.ElapsedTime).SampleCount == i + 1, TimeSpan.FromSeconds(30)));
        }

        Assert.False(edges.Callee(0).Inclusive(ResourceKind.ElapsedTime).IsPartial);
        Assert.True(edges.Callee(0).Inclusive(ResourceKind.CpuTime).IsPartial);
    }

    [Fact]
    public async Task Calls_inside_a_flow_allocate_nothing()
    {
        var edges = new TestEdges(2);
        var done = Task.CompletedTask;
        Func<Task> body = () => done;
        await edges.CallAsync(0, async () =>
        {
            await Task.Yield();
            Loop(20_000);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Loop(100_000);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        });

        void Loop(int calls)
        {
            for (var i = 0; i < calls; i++)
                _ = edges.CallAsync(1, body);
        }
    }
}
