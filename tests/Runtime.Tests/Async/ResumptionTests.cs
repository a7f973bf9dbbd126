using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen.Runtime.Tests.Async;

/// <summary>What a sampled call of an async method uses after its first suspension counts to it, wherever it runs. The first calls on an edge are all sampled.</summary>
public class ResumptionTests
{
    private const int Block = 100_000;

    /// <summary>What state machines, tasks and delegates of a run may allocate beside the blocks.</summary>
    private const int Small = 40_000;

    private static byte[]? _kept;

    [Fact]
    public async Task Every_resumption_is_measured()
    {
        var edges = new TestEdges(1);
        for (var i = 0; i < 5; i++)
            await edges.CallAsync(0, static () => Work(resumptions: 3));

        var bytes = Profile(edges, ResourceKind.AllocatedBytes);
        Assert.False(bytes.IsPartial);
        Assert.InRange(bytes.Min, 4 * Block, (4 * Block) + Small);
        Assert.InRange(bytes.Max, 4 * Block, (4 * Block) + Small);
        Assert.False(Profile(edges, ResourceKind.ElapsedTime).IsPartial);

        [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))]
        static async Task Work(int resumptions)
        {
            Allocate();
            for (var i = 0; i < resumptions; i++)
            {
                await Task.Yield();
                Allocate();
            }
        }
    }

    [Fact]
    public async Task Cpu_time_after_a_suspension_counts()
    {
        var edges = new TestEdges(1);
        var used = 0L;
        await edges.CallAsync(0, [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))] async Task () =>
        {
            await Task.Yield();
            used = Burn();
        });

        var cpu = Profile(edges, ResourceKind.CpuTime);
        Assert.False(cpu.IsPartial);
        Assert.True(cpu.Max >= used, $"{cpu.Max} ns were measured, {used} ns used");
    }

    [Fact]
    public async Task Without_the_builder_the_figures_are_those_of_the_synchronous_part()
    {
        var edges = new TestEdges(1);
        var gate = new TaskCompletionSource();
        var call = edges.CallAsync(0, async () =>
        {
            Allocate();
            await gate.Task;
            Allocate();
        });
        gate.SetResult();
        await call;

        var bytes = Profile(edges, ResourceKind.AllocatedBytes);
        Assert.True(bytes.IsPartial);
        Assert.InRange(bytes.Max, Block, Block + Small);
    }

    [Fact]
    public async Task What_is_awaited_counts_to_those_who_await_it_and_only_once()
    {
        var edges = new TestEdges(2);
        await edges.CallAsync(0, [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))] async Task () =>
        {
            await edges.CallAsync(1, [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))] async Task () =>
            {
                Assert.Equal(1, await Unsampled());
                Allocate();
            });
            Allocate();
        });

        Assert.InRange(Profile(edges, ResourceKind.AllocatedBytes, 1).Max, 2 * Block, (2 * Block) + Small);
        Assert.InRange(Profile(edges, ResourceKind.AllocatedBytes, 0).Max, 3 * Block, (3 * Block) + Small);

        [AsyncMethodBuilder(typeof(ShadowValueTaskMethodBuilder<>))]
        static async ValueTask<int> Unsampled()
        {
            await Task.Yield();
            Allocate();
            return 1;
        }
    }

    [Fact]
    public async Task Callees_that_run_at_once_all_count()
    {
        var edges = new TestEdges(1);
        await edges.CallAsync(0, [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))] async Task () =>
            await Task.WhenAll(Enumerable.Range(0, 8).Select([AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))] async Task (int _) =>
            {
                await Task.Yield();
                Allocate();
            })));

        Assert.InRange(Profile(edges, ResourceKind.AllocatedBytes).Max, 8 * Block, (8 * Block) + Small);
    }

    [Fact]
    public async Task A_callee_that_has_resumed_before_it_is_awaited_counts()
    {
        var edges = new TestEdges(1);
        var gate = new TaskCompletionSource();
        var call = edges.CallAsync(0, [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))] async Task () =>
        {
            var callee = Callee();
            Task.Run(gate.SetResult).Wait();
            Assert.True(callee.IsCompleted);
            await callee;
        });

        Assert.True(call.IsCompleted);
        await call;
        Assert.InRange(Profile(edges, ResourceKind.AllocatedBytes).Max, Block, Block + Small);

        [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))]
        async Task Callee()
        {
            await gate.Task.ConfigureAwait(false);
            Allocate();
        }
    }

    [Fact]
    public async Task Whoever_waits_for_the_result_is_no_part_of_the_call()
    {
        var edges = new TestEdges(1);
        var gate = new TaskCompletionSource(); // completes its waiters on the completing thread
        var call = edges.CallAsync(0, [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))] async Task () => await gate.Task);
        var waiter = Wait();
        gate.SetResult();
        await waiter;

        Assert.InRange(Profile(edges, ResourceKind.AllocatedBytes).Max, 0, Small);

        async Task Wait()
        {
            await call;
            Allocate();
        }
    }

    [Fact]
    public async Task A_measured_method_that_runs_inside_of_another_is_not_that_ones()
    {
        var edges = new TestEdges(2);
        var gate = new TaskCompletionSource();
        var isInside = false;
        await Task.Run(async () => // where no synchronization context comes between the two
        {
            var inner = edges.CallAsync(0, [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))] async Task () =>
            {
                await gate.Task;
                Allocate();
                isInside = true;
            });
            await edges.CallAsync(1, [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))] async Task () =>
            {
                await Task.Yield();
                gate.SetResult();
                Assert.True(isInside);
                Allocate();
                Allocate();
            });
            await inner;
        });

        Assert.InRange(Profile(edges, ResourceKind.AllocatedBytes, 0).Max, Block, Block + Small);
        Assert.InRange(Profile(edges, ResourceKind.AllocatedBytes, 1).Max, 2 * Block, (2 * Block) + Small);
    }

    [Fact]
    public async Task A_call_whose_result_is_made_by_another_method_is_partial()
    {
        var edges = new TestEdges(1);
        var gate = new TaskCompletionSource();
        var call = edges.CallAsync(0, () =>
        {
            _ = Unrelated();
            return Plain(gate.Task);
        });
        gate.SetResult();
        await call;

        var bytes = Profile(edges, ResourceKind.AllocatedBytes);
        Assert.True(bytes.IsPartial);
        Assert.InRange(bytes.Max, 0, Small);

        [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))]
        static async Task Unrelated()
        {
            await Task.Yield();
            Allocate();
        }

        static async Task Plain(Task gate) => await gate;
    }

    [Fact]
    public async Task A_call_that_forwards_to_such_a_method_is_whole()
    {
        var edges = new TestEdges(1);
        await edges.CallAsync(0, static () => Forwarded());

        var bytes = Profile(edges, ResourceKind.AllocatedBytes);
        Assert.False(bytes.IsPartial);
        Assert.InRange(bytes.Max, Block, Block + Small);

        [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))]
        static async Task Forwarded()
        {
            await Task.Yield();
            Allocate();
        }
    }

    [Fact]
    public async Task Faults_and_cancellations_are_measured_to_their_end()
    {
        var edges = new TestEdges(1);
        for (var i = 0; i < 4; i++)
        {
            var cancel = i % 2 == 0;
            var call = edges.CallAsync(0, [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))] async Task () =>
            {
                await Task.Yield();
                Allocate();
                throw cancel ? new OperationCanceledException() : new InvalidOperationException();
            });
            await call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            Assert.Equal((cancel, !cancel), (call.IsCanceled, call.IsFaulted));
        }

        var bytes = Profile(edges, ResourceKind.AllocatedBytes);
        Assert.Equal((4, false), (bytes.SampleCount, bytes.IsPartial));
        Assert.InRange(bytes.Min, Block, Block + Small);
    }

    [Fact]
    public async Task Nothing_of_a_measurement_stays_on_the_thread()
    {
        var edges = new TestEdges(1);
        var call = edges.CallAsync(0, [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))] async Task () =>
        {
            Assert.NotNull(AsyncMeasurement.Current);
            await Task.Yield();
            Assert.NotNull(AsyncMeasurement.Current);
        });
        Assert.Null(AsyncMeasurement.Current);
        await call;
        _ = edges.CallAsync(0, static () => Task.CompletedTask);
        Assert.Equal(0, AsyncMeasurement.Offered);
        Assert.Null(AsyncMeasurement.Current);
    }

    // A completion that only a continuation tells may be told on the thread pool, a moment after the test has seen it.
    private static ResourceProfile Profile(TestEdges edges, ResourceKind kind, int k = 0)
    {
        for (var i = 0; ; i++)
        {
            Shadow.Flush();
            var profile = edges.Callee(k).Inclusive(kind);
            if (profile.IsMeasured || i == 2_000)
                return profile;
            Thread.Sleep(1);
        }
    }

    private static void Allocate() => _kept = new byte[Block];

    /// <summary>Uses CPU time and says how much, by the clock that measures.</summary>
    private static long Burn()
    {
        var before = ThreadClock.Cpu();
        var used = 0L;
        while (used < 3_000_000)
            used = ThreadClock.Cpu() - before;
        return used;
    }
}
