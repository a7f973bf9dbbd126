using System.Runtime.CompilerServices;
using ShadowGen.Generated;
using ShadowGen.Prefetch;

namespace ShadowGen.Runtime.Tests.Prefetch.Ahead;

/// <summary>What a planned method costs where nothing is to be won, and that nothing of it stays.</summary>
public sealed class ScopeCostTests
{
    [Fact]
    public void Switched_off_no_call_is_accompanied() => Plainly.Run(() =>
    {
        var handler = new Handler(AheadMode.Off);
        handler.Control.Configure(AheadMode.Start, AheadLimits.Usual);
        for (var i = 0; i < 100; i++) Assert.False(handler.Plan.IsWanted);
    });

    [Fact]
    public void Where_nothing_pays_one_call_in_sixteen_is_accompanied_and_asking_allocates_nothing() => Plainly.Run(() =>
    {
        var handler = new Handler();
        for (var i = 0; i < 32; i++) _ = handler.Run(leadUs: 1);
        var plan = handler.Plan;
        _ = Count(plan, 1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var wanted = Count(plan, 16_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(wanted, 800, 1200);
    });

    [Fact]
    public void A_method_that_never_ends_keeps_nothing_alive_but_its_own_flow() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        var task = Abandon(handler);
        for (var i = 0; i < 10 && task.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(task.IsAlive);
    });

    [Fact]
    public void An_early_call_that_fails_unseen_is_no_unobserved_exception() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        using var seen = new Unobserved();
        handler.Comes = false;
        FailUnseen(handler);
        Assert.True(SpinWait.SpinUntil(() => handler.Statistics.NotReached == 1, 10_000));
        Thread.Sleep(50); // the pool observes it
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.Equal(0, seen.Count);
    });

    [Fact]
    public void A_method_whose_end_cannot_be_seen_is_left_alone() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        var scope = new Bare(handler.Plan);
        scope.Begin();
        scope.End(new ValueTask(new Endless(), 0));
        Assert.False(handler.Plan.IsWanted);
    });

    [Fact]
    public void A_plan_of_an_assembly_that_is_unloaded_is_forgotten() => Plainly.Run(() =>
    {
        var control = new AheadControl(TimeProvider.System, AheadMode.Count);
        Make(control);
        for (var i = 0; i < 10 && control.Statistics().Count > 0; i++) GC.Collect();
        Assert.Empty(control.Statistics());
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make(AheadControl control) => _ = new AheadPlan(control, "M:A.B", new AheadCall("M:C.D", AheadKind.Speculation, 0, 0, 1, repeats: false));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Count(AheadPlan plan, int calls)
    {
        var wanted = 0;
        for (var i = 0; i < calls; i++) if (plan.IsWanted) wanted++;
        return wanted;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Abandon(Handler handler)
    {
        _ = handler.HandleAsync(7);
        Assert.Equal(1, handler.Statistics.Started);
        var early = new WeakReference(handler.Last.Task);
        handler.Reads.Clear();
        handler.Forget();
        return early;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FailUnseen(Handler handler)
    {
        var task = handler.HandleAsync(7);
        handler.Last.Fail();
        handler.Go();
        _ = task.Result;
        handler.Reads.Clear();
    }

    private sealed class Unobserved : IDisposable
    {
        private int _count;

        public Unobserved() => TaskScheduler.UnobservedTaskException += OnUnobserved;

        public int Count => Volatile.Read(ref _count);

        public void Dispose() => TaskScheduler.UnobservedTaskException -= OnUnobserved;

        private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            if (e.Exception.InnerException is IOException { Message: Read.Missing }) Interlocked.Increment(ref _count);
        }
    }

    private sealed class Bare(AheadPlan plan) : AheadScope(plan)
    {
        protected override void Start(int number)
        {
        }
    }

    private sealed class Endless : System.Threading.Tasks.Sources.IValueTaskSource
    {
        public void GetResult(short token)
        {
        }

        public System.Threading.Tasks.Sources.ValueTaskSourceStatus GetStatus(short token) => System.Threading.Tasks.Sources.ValueTaskSourceStatus.Pending;

        public void OnCompleted(Action<object?> continuation, object? state, short token, System.Threading.Tasks.Sources.ValueTaskSourceOnCompletedFlags flags)
        {
        }
    }
}
