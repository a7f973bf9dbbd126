using System.Transactions;

namespace ShadowGen.Runtime.Tests.Prefetch.Ahead;

/// <summary>What flows on beside arguments: an early call may stand for the real one only where it is the same.</summary>
public sealed class AmbientTests
{
    private static readonly AsyncLocal<string?> Tenant = new();

    [Fact]
    public void A_value_that_flows_on_and_was_changed_since_means_the_plain_call() => Plainly.Run(() =>
    {
        var handler = new Handler { BeforeRead = static () => Tenant.Value = "other" };
        Teach(handler);
        var task = handler.HandleAsync(7);
        var early = handler.Last;
        handler.Go();
        Assert.NotSame(early, handler.Last);
        handler.Last.Complete();
        Assert.Same(handler.Last.Answer, task.Result);
        Assert.Equal(1, handler.Statistics.OtherContext);
    });

    [Fact]
    public void A_value_that_was_changed_before_the_method_is_the_same_for_both() => Plainly.Run(() =>
    {
        Tenant.Value = "first";
        var handler = new Handler();
        handler.Teach();
        var seen = "";
        handler.OnRead = () => seen = Tenant.Value;
        _ = handler.Run();
        Assert.Equal("first", seen);
        Assert.Equal(1, handler.Statistics.Taken);
        Tenant.Value = null;
    });

    [Fact]
    public void Nothing_is_started_within_a_transaction() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Suppress)) _ = handler.Run();
        Assert.Equal(0, handler.Statistics.Started);
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled)) _ = handler.Run();
        Assert.Equal(0, handler.Statistics.Started);
    });

    [Fact]
    public void Nothing_is_taken_within_a_transaction() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        TransactionScope? scope = null;
        handler.BeforeRead = () => scope = new TransactionScope(TransactionScopeAsyncFlowOption.Suppress);
        var task = handler.HandleAsync(7);
        handler.Go();
        scope!.Dispose();
        handler.Last.Complete();
        Assert.Same(handler.Last.Answer, task.Result);
        Assert.Equal((0, 1), (handler.Statistics.Taken, handler.Statistics.OtherContext));
    });

    [Fact]
    public void Nothing_is_started_under_a_synchronization_context() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        SynchronizationContext.SetSynchronizationContext(new());
        _ = handler.HandleAsync(7);
        SynchronizationContext.SetSynchronizationContext(null);
        Assert.Equal((8, 0), (handler.Reads.Count, handler.Statistics.Started));
    });

    [Fact]
    public async Task Nothing_is_started_under_a_scheduler_of_the_app()
    {
        var handler = new Handler();
        Plainly.Run(() => handler.Teach());
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        await Task.Factory.StartNew(() => Plainly.Run(() => _ = handler.HandleAsync(7)), CancellationToken.None, TaskCreationOptions.None, scheduler);
        Assert.Equal(0, handler.Statistics.Started);
    }

    [Fact]
    public void A_callee_that_changes_what_flows_on_is_never_started_again() => Plainly.Run(() =>
    {
        Tenant.Value = "mine";
        var handler = new Handler();
        handler.Teach();
        handler.OnRead = static () => Tenant.Value = "the reader's";
        var before = Tenant.Value;
        var task = handler.HandleAsync(7);
        Assert.Equal(before, Tenant.Value);
        handler.OnRead = null;
        handler.Go();
        handler.Last.Complete();
        Assert.Same(handler.Last.Answer, task.Result);
        Assert.Equal((1, 1), (handler.Statistics.Started, handler.Statistics.OtherContext));
        Assert.Contains("execution context", handler.Statistics.Reason, StringComparison.Ordinal);
        _ = handler.Run();
        Assert.Equal(1, handler.Statistics.Started);
        Tenant.Value = null;
    });

    [Fact]
    public void Nothing_of_a_scope_is_left_in_the_callers_context() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        var before = ExecutionContext.Capture();
        var task = handler.HandleAsync(7);
        Assert.Same(before, ExecutionContext.Capture());
        handler.Last.Complete();
        handler.Go();
        _ = task.Result;
        Assert.Same(before, ExecutionContext.Capture());
    });

    [Fact]
    public void Where_contexts_do_not_flow_nothing_is_started() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        Task task;
        using (ExecutionContext.SuppressFlow()) task = handler.HandleAsync(7);
        Assert.Equal((8, 0), (handler.Reads.Count, handler.Statistics.Started));
        handler.Go();
        handler.Last.Complete();
        Assert.True(task.IsCompletedSuccessfully);
    });

    [Fact]
    public void Another_planned_method_within_the_method_leaves_the_scope_as_it_was() => Plainly.Run(() =>
    {
        var (inner, outer) = (new Handler(), new Handler());
        inner.Teach();
        outer.Teach();
        outer.BeforeRead = () => _ = inner.Run();
        var task = outer.HandleAsync(7);
        outer.Last.Complete();
        outer.Go();
        Assert.True(task.IsCompletedSuccessfully); // else it waits for a plain call
        Assert.Same(outer.Last.Answer, task.Result);
        Assert.Equal((1, 1), (outer.Statistics.Taken, inner.Statistics.Taken));
    });

    [Fact]
    public void A_flow_over_its_budget_is_ended_at_the_apps_own_call() => Plainly.Run(() =>
    {
        var handler = new Handler();
        handler.Teach();
        Exception? ended = null;
        for (var i = 0; i < 30 && ended is null; i++)
        {
            // One in 16 is not to be started, which is no matter of the budget: its read is as deep as one.
            using var flow = Shadow.BeginFlow("calls ahead, as deep as one", new() { MaxDepth = 1 });
            var task = handler.HandleAsync(7);
            Assert.Equal((8 + i, 0), (handler.Reads.Count, handler.Statistics.Started));
            handler.Go();
            ended = task.Exception?.InnerException;
            if (ended is null) handler.Last.Complete();
        }
        Assert.IsType<ShadowBudgetExceededException>(ended);
        Assert.DoesNotContain("planned call", Shadow.Statistics.LastFault ?? "", StringComparison.Ordinal);
    });

    private static void Teach(Handler handler)
    {
        handler.Teach();
        Assert.Equal(0, handler.Statistics.Wasted);
    }
}
