using ShadowGen.Counters;

namespace ShadowGen.Runtime.Tests.Counters;

/// <summary>Roots that the program opens by name.</summary>
public class NamedFlowTests
{
    private static int _names;

    [Fact]
    public void It_is_a_node_with_exact_counts_and_the_root_of_the_path()
    {
        var name = Name();
        var edges = new TestEdges(1);
        for (var i = 0; i < 100; i++)
        {
            using var flow = Shadow.BeginFlow(name);
            edges.Call(0, () => Assert.Equal(2, Shadow.CurrentTrace.Depth));
            Assert.NotEqual(0, Shadow.CurrentTrace.FlowId);
        }

        Assert.Equal(0, Shadow.CurrentTrace.Depth);
        Assert.Equal(0, Shadow.CurrentTrace.FlowId);
        Shadow.Flush();
        var node = Shadow.CallGraph.Find(name);
        Assert.True(node.IsFlow);
        Assert.False(edges.Callee(0).IsFlow);
        Assert.Equal(100, node.Calls);
        Assert.Contains(node, Shadow.CallGraph.Roots);
        Assert.Equal(100, edges.Calls(0));
        using (Shadow.BeginFlow(name))
        {
            Assert.Equal(node, Shadow.CurrentTrace.Root);
            Assert.Equal(node, Shadow.CurrentTrace.Current);
        }
    }

    [Fact]
    public void Trace_and_predictions_work_inside()
    {
        var name = Name();
        var edges = new TestEdges(2);
        for (var i = 0; i < 200; i++)
        {
            using var flow = Shadow.BeginFlow(name);
            edges.Call(0, static () => { });
            edges.Call(1, static () => { });
        }

        Shadow.Flush();
        using var last = Shadow.BeginFlow(name);
        var next = new NextCall[1];
        Assert.Equal(1, Shadow.PredictNext(next));
        Assert.Equal(edges.Callee(0), next[0].Callee);
        Assert.True(Shadow.Predict().ElapsedTime.Mean > 0);
        edges.Call(0, static () => { });
        Assert.Equal(edges.Callee(0), Shadow.CurrentTrace.LastSibling.Callee);
    }

    [Fact]
    public async Task Whatever_continues_it_has_it_as_its_root()
    {
        var name = Name();
        var edges = new TestEdges(1);
        var depths = new List<int>();
        using (Shadow.BeginFlow(name))
        {
            var id = Shadow.CurrentTrace.FlowId;
            await Task.Yield();
            depths.Add(Shadow.CurrentTrace.Depth);
            await Task.Delay(2);
            edges.Call(0, () => depths.Add(Shadow.CurrentTrace.Depth));
            await Task.Run(() => depths.Add(Shadow.CurrentTrace.Depth));
            Assert.Equal(id, Shadow.CurrentTrace.FlowId);
            Shadow.Flush();
            Assert.Equal(name, Shadow.CurrentTrace.Root.Name);
        }

        Assert.Equal([1, 2, 1], depths);
        Assert.Equal(0, Shadow.CurrentTrace.Depth);
        Assert.Equal(0, Shadow.CurrentTrace.FlowId);
        Assert.Null(FlowContext.Current);
    }

    [Fact]
    public async Task Nothing_of_it_is_left_in_the_caller_of_an_async_method()
    {
        var name = Name();
        var running = RunAsync();
        Assert.Null(FlowContext.Current);
        Assert.Equal(0, Shadow.CurrentTrace.Depth);
        await running;
        Assert.Null(FlowContext.Current);
        Assert.Equal(0, Shadow.CurrentTrace.Depth);

        async Task RunAsync()
        {
            using var flow = Shadow.BeginFlow(name);
            await Task.Delay(5);
            Assert.Equal(1, Shadow.CurrentTrace.Depth);
        }
    }

    [Fact]
    public async Task Within_an_async_call_the_flow_around_it_goes_on_when_it_ends()
    {
        var name = Name();
        var edges = new TestEdges(2);
        await edges.CallAsync(0, async () =>
        {
            var outer = Shadow.CurrentTrace.FlowId;
            using (Shadow.BeginFlow(name))
            {
                Assert.Equal(2, Shadow.CurrentTrace.Depth);
                Assert.NotEqual(outer, Shadow.CurrentTrace.FlowId);
                await Task.Delay(2).ConfigureAwait(false);
                Shadow.Flush();
                Assert.Equal(name, Shadow.CurrentTrace.Root.Name);
            }

            Assert.Equal(outer, Shadow.CurrentTrace.FlowId);
            Assert.Equal(edges.Callee(0), Shadow.CurrentTrace.Root);
            Assert.Equal(1, Shadow.CurrentTrace.Depth);
            await Task.Delay(2).ConfigureAwait(false);
            Assert.Equal(edges.Callee(0), Shadow.CurrentTrace.Root);
            Assert.Equal(outer, Shadow.CurrentTrace.FlowId);
        });

        Assert.Equal(0, Shadow.CurrentTrace.Depth);
        Assert.Equal(1, edges.Calls(0));
    }

    [Fact]
    public void Nested_flows_end_in_any_order()
    {
        var (outerName, innerName) = (Name(), Name());
        for (var i = 0; i < 100; i++)
        {
            var outer = Shadow.BeginFlow(outerName);
            var inner = Shadow.BeginFlow(innerName);
            Assert.Equal(2, Shadow.CurrentTrace.Depth);
            outer.Dispose();
            Assert.Equal(0, Shadow.CurrentTrace.Depth);
            inner.Dispose();
            inner.Dispose();
            outer.Dispose();
            Assert.Equal(0, Shadow.CurrentTrace.Depth);
            Assert.Null(FlowContext.Current);
        }

        Assert.Equal(100, Calls(outerName));
        Assert.Equal(100, Calls(innerName));
    }

    [Fact]
    public void Disposed_after_the_call_around_it_has_returned_it_does_not_bring_that_back()
    {
        var name = Name();
        var edges = new TestEdges(2);
        edges.Call(0, () =>
        {
            var flow = edges.Call(1, () => Shadow.BeginFlow(name));
            Assert.Equal(1, Shadow.CurrentTrace.Depth);
            flow.Dispose();
            Assert.Equal(1, Shadow.CurrentTrace.Depth);
            Assert.Equal(edges.First, (int)ShadowGen.Engine.TraceCapture.CurrentSlot());
        });

        Assert.Equal(0, Shadow.CurrentTrace.Depth);
        Assert.Null(FlowContext.Current);
    }

    [Fact]
    public void Disposed_inside_of_a_call_it_is_gone_when_the_call_around_returns()
    {
        var name = Name();
        var edges = new TestEdges(2);
        for (var i = 0; i < 10; i++)
        {
            edges.Call(0, () =>
            {
                var flow = Shadow.BeginFlow(name);
                edges.Call(1, flow.Dispose);
                edges.Call(1, static () => { });
            });
            Assert.Equal(0, Shadow.CurrentTrace.Depth);
        }

        Assert.Equal(20, edges.Calls(1));
        Assert.Equal(10, Calls(name));
    }

    [Fact]
    public void Disposed_inside_of_a_call_on_an_empty_path_the_next_async_call_opens_a_flow()
    {
        var name = Name();
        var edges = new TestEdges(2);
        for (var i = 0; i < 10; i++)
        {
            var flow = Shadow.BeginFlow(name);
            edges.Call(0, () =>
            {
                flow.Dispose();
                edges.Call(0, static () => { });
            });
            _ = edges.CallAsync(1, () =>
            {
                Assert.NotNull(FlowContext.Current);
                Assert.Equal(1, Shadow.CurrentTrace.Depth);
                return Task.CompletedTask;
            });
            Assert.Equal(0, Shadow.CurrentTrace.Depth);
        }

        Assert.Equal(20, edges.Calls(0));
        Assert.Equal(10, edges.Calls(1));
    }

    [Fact]
    public void Disposed_on_another_thread_it_leaves_both_as_they_were()
    {
        var name = Name();
        var edges = new TestEdges(1);
        var depths = new List<int>();
        edges.Call(0, () =>
        {
            var flow = Shadow.BeginFlow(name);
            var thread = new Thread(() =>
            {
                edges.Call(0, () =>
                {
                    depths.Add(Shadow.CurrentTrace.Depth);
                    flow.Dispose();
                    depths.Add(Shadow.CurrentTrace.Depth);
                });
                depths.Add(Shadow.CurrentTrace.Depth);
            });
            thread.Start();
            thread.Join();
            edges.Call(0, static () => { });
        });

        Assert.Equal([2, 2, 0], depths);
        Assert.Equal(0, Shadow.CurrentTrace.Depth);
        Assert.Equal(3, edges.Calls(0));
        Assert.Equal(1, Calls(name));
    }

    [Fact]
    public void Never_disposed_they_stay_bounded()
    {
        var name = Name();
        var edges = new TestEdges(1);
        var thread = new Thread(() =>
        {
            for (var i = 0; i < 20_000; i++)
                _ = Shadow.BeginFlow(name);
            Assert.InRange(Shadow.CurrentTrace.Depth, 1, 64);
            edges.Call(0, static () => { });
        });
        thread.Start();
        thread.Join();

        Assert.Equal(20_000, Calls(name));
        Assert.Equal(1, edges.Calls(0));
    }

    [Fact]
    public async Task Never_disposed_in_an_async_method_nothing_is_left_in_its_caller()
    {
        var name = Name();
        await LeakAsync();
        Assert.Equal(0, Shadow.CurrentTrace.Depth);
        Assert.Null(FlowContext.Current);

        async Task LeakAsync()
        {
            _ = Shadow.BeginFlow(name);
            await Task.Yield();
        }
    }

    [Fact]
    public void What_it_costs_is_measured()
    {
        // What the framework allocates once, when first asked to sleep, is no part of it.
        using (Shadow.BeginFlow(Name()))
            Thread.Sleep(1);

        var name = Name();
        using (Shadow.BeginFlow(name))
        {
            GC.KeepAlive(new byte[50_000]);
            Thread.Sleep(20);
        }

        Shadow.Flush();
        var node = Shadow.CallGraph.Find(name);
        Assert.Equal(1, node.Inclusive(ResourceKind.ElapsedTime).Count);
        Assert.InRange(node.Inclusive(ResourceKind.ElapsedTime).Mean, 15e6, double.MaxValue);
        Assert.InRange(node.Inclusive(ResourceKind.AllocatedBytes).Mean, 50_000, 60_000);
        Assert.False(node.Inclusive(ResourceKind.ElapsedTime).IsPartial);
    }

    [Fact]
    public async Task Over_an_await_elapsed_time_is_whole_and_bytes_are_of_the_synchronous_part()
    {
        var name = Name();
        await RunAsync();
        Shadow.Flush();
        var node = Shadow.CallGraph.Find(name);
        Assert.InRange(node.Inclusive(ResourceKind.ElapsedTime).Mean, 15e6, double.MaxValue);
        Assert.False(node.Inclusive(ResourceKind.ElapsedTime).IsPartial);
        Assert.True(node.Inclusive(ResourceKind.AllocatedBytes).IsPartial);
        Assert.InRange(node.Inclusive(ResourceKind.AllocatedBytes).Mean, 50_000, 60_000);

        async Task RunAsync()
        {
            using var flow = Shadow.BeginFlow(name);
            GC.KeepAlive(new byte[50_000]);
            await Task.Delay(20).ConfigureAwait(false);
            GC.KeepAlive(new byte[500_000]);
        }
    }

    [Fact]
    public void One_name_is_one_node_from_whatever_thread()
    {
        var name = Name();
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                using var flow = Shadow.BeginFlow(name);
            }
        });

        Assert.Equal(8_000, Calls(name));
    }

    [Theory]
    [InlineData("order (express) #7 `1")]
    [InlineData("two\nlines")]
    [InlineData("ümlaut 漢")]
    public void Any_text_is_a_name(string text)
    {
        using (Shadow.BeginFlow(text))
        {
        }

        Assert.True(Calls(text.ReplaceLineEndings(" ")) > 0);
    }

    [Fact]
    public void A_name_must_say_something()
    {
        Assert.Throws<ArgumentNullException>(() => Shadow.BeginFlow(null!));
        Assert.Throws<ArgumentException>(() => Shadow.BeginFlow(" "));
    }

    [Fact]
    public void With_contexts_suppressed_it_is_on_this_threads_path_alone()
    {
        var name = Name();
        using (ExecutionContext.SuppressFlow())
        {
            using (Shadow.BeginFlow(name))
                Assert.Equal(1, Shadow.CurrentTrace.Depth);
            Assert.Equal(0, Shadow.CurrentTrace.Depth);
        }

        Assert.Equal(1, Calls(name));
    }

    private static string Name() => $"flow {Interlocked.Increment(ref _names)} of the tests";

    private static long Calls(string name)
    {
        Shadow.Flush();
        return Shadow.CallGraph.Find(name).Calls;
    }
}
