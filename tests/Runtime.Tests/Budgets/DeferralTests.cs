using System.Runtime.CompilerServices;

namespace ShadowGen.Runtime.Tests.Budgets;

/// <summary>Where a budget that is exceeded waits until the code that is under way has ended.</summary>
public class DeferralTests
{
    private static readonly Lock NewLock = new();
    private static readonly object OldLock = new();
    private static readonly TestEdges Edges = new(1);
    private static int _done;

    [Fact]
    public void Not_beneath_a_static_constructor() => IsDeferred(static () => RuntimeHelpers.RunClassConstructor(typeof(Initialised).TypeHandle));

    [Fact]
    public void Not_beneath_a_finally_block() => IsDeferred(static () =>
    {
        try
        {
            _done--;
        }
        finally
        {
            CallUntilDeferred();
            _done++;
        }
    });

    [Fact]
    public void Not_beneath_a_finally_block_on_the_way_of_an_exception() => IsDeferred(static () =>
    {
        try
        {
            ThrowAndTidyUp();
        }
        catch (InvalidOperationException)
        {
            _done++;
        }
    });

    [Fact]
    public void Not_beneath_a_lock_in_a_method_that_was_inlined()
    {
        for (var i = 0; i < 100_000; i++)
            Locked(0);
        IsDeferred(static () => Locked(2));
    }

    [Fact]
    public void Not_beneath_Dispose() => IsDeferred(static () =>
    {
        var made = new Disposed();
        made.Dispose();
    });

    [Fact]
    public void Not_beneath_an_explicit_Dispose() => IsDeferred(static () => ((IDisposable)new ExplicitlyDisposed()).Dispose());

    [Fact]
    public void Not_beneath_DisposeAsync() => IsDeferred(static () => new DisposedLater().DisposeAsync().AsTask().GetAwaiter().GetResult());

    [Fact]
    public void Not_beneath_a_finalizer() => IsDeferred(static () => new Finalized().RunFinalizer());

    [Fact]
    public void Not_beneath_a_lock_statement() => IsDeferred(static () =>
    {
        lock (OldLock)
            CallUntilDeferred();
    });

    [Fact]
    public void Not_beneath_a_Lock() => IsDeferred(static () =>
    {
        lock (NewLock)
            CallUntilDeferred();
    });

    [Fact]
    public void A_try_block_that_releases_no_lock_is_no_obstacle()
    {
        var deferred = Shadow.Budgets.Deferred;
        using var flow = Shadow.BeginFlow("plain try", new() { MaxElapsed = TimeSpan.FromMilliseconds(1) });
        Assert.Throws<ShadowBudgetExceededException>(static void () =>
        {
            try
            {
                CallForever();
            }
            finally
            {
                _done++;
            }
        });
        Assert.Equal(deferred, Shadow.Budgets.Deferred);
    }

    [Fact]
    public void What_lies_around_the_flow_is_no_obstacle()
    {
        var deferred = Shadow.Budgets.Deferred;
        lock (OldLock)
        {
            using var flow = Shadow.BeginFlow("within", new() { MaxElapsed = TimeSpan.FromMilliseconds(1) });
            Assert.Throws<ShadowBudgetExceededException>(CallForever);
        }

        Assert.Equal(deferred, Shadow.Budgets.Deferred);
    }

    [Fact]
    public void What_lies_around_the_method_that_began_the_flow_is_no_obstacle()
    {
        var deferred = Shadow.Budgets.Deferred;
        lock (NewLock)
            EndWithin();
        Assert.Equal(deferred, Shadow.Budgets.Deferred);
    }

    [Fact]
    public void Within_the_method_that_began_the_flow_a_lock_is_one()
    {
        var deferred = Shadow.Budgets.Deferred;
        using var flow = Shadow.BeginFlow("around", new() { MaxElapsed = TimeSpan.FromMilliseconds(1) });
        lock (OldLock)
            CallUntilDeferred();
        Assert.Throws<ShadowBudgetExceededException>(CallForever);
        Assert.InRange(Shadow.Budgets.Deferred - deferred, 2, 3);
    }

    // The framework starts state machines in places that a lock guards, too: those are not meant.
    [Fact]
    public async Task A_callback_of_an_async_method_is_no_obstacle()
    {
        var deferred = Shadow.Budgets.Deferred;
        for (var i = 0; i < 2_000; i++)
            await MeasureAsync(static () => Task.CompletedTask);
        await Task.Delay(200); // compiled once more, now that it is called often
        for (var i = 0; i < 2_000; i++)
            await MeasureAsync(static () => Task.CompletedTask);
        var flow = Task.Run(async () =>
        {
            using var flow = Shadow.BeginFlow("callback", new() { MaxElapsed = TimeSpan.FromMilliseconds(1) });
            await MeasureAsync(static async () =>
            {
                CallForever();
                await Task.Yield();
            });
        });
        await Assert.ThrowsAsync<ShadowBudgetExceededException>(() => flow);
        Assert.Equal(deferred, Shadow.Budgets.Deferred);
    }

    private static async Task MeasureAsync(Func<Task> work)
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        try
        {
            await work();
        }
        finally
        {
            _done += (int)began.Elapsed.TotalDays;
        }
    }

    private static void EndWithin()
    {
        using var flow = Shadow.BeginFlow("within", new() { MaxElapsed = TimeSpan.FromMilliseconds(1) });
        Assert.Throws<ShadowBudgetExceededException>(CallForever);
    }

    private static void IsDeferred(Action construct)
    {
        var (exceeded, thrown) = (Shadow.Budgets.Exceeded, Shadow.Budgets.Thrown);
        using var flow = Shadow.BeginFlow("deferred", new() { MaxElapsed = TimeSpan.FromMilliseconds(1) });
        construct();
        Assert.Equal(thrown, Shadow.Budgets.Thrown);
        Assert.Equal(exceeded + 1, Shadow.Budgets.Exceeded);
        Assert.Throws<ShadowBudgetExceededException>(CallForever);
        Assert.Equal(thrown + 1, Shadow.Budgets.Thrown);
    }

    private static void ThrowAndTidyUp()
    {
        try
        {
            throw new InvalidOperationException();
        }
        finally
        {
            CallUntilDeferred();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Locked(int deferrals) => InlinedLock(deferrals);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InlinedLock(int deferrals)
    {
        lock (OldLock)
            CallUntilDeferred(deferrals);
    }

    private static void CallForever()
    {
        for (var end = Environment.TickCount64 + 20_000; Environment.TickCount64 < end;)
            Edges.Call(0, static () => { });
        throw new InvalidOperationException("nothing has ended it");
    }

    private static void CallUntilDeferred() => CallUntilDeferred(2);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CallUntilDeferred(int deferrals)
    {
        for (var deferred = Shadow.Budgets.Deferred; Shadow.Budgets.Deferred < deferred + deferrals;)
            Edges.Call(0, static () => { });
    }

    private static class Initialised
    {
        static Initialised() => CallUntilDeferred();
    }

    private sealed class Disposed : IDisposable
    {
        public void Dispose() => CallUntilDeferred();
    }

    private sealed class ExplicitlyDisposed : IDisposable
    {
        void IDisposable.Dispose() => CallUntilDeferred();
    }

    private sealed class DisposedLater : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            CallUntilDeferred();
        }
    }

    private sealed class Finalized
    {
        // The finalizer's own thread is in no flow: this one is, as a finalizer that an app calls by its pattern.
        public void RunFinalizer() => Finalize();

#pragma warning disable CS0465 // named as the compiler names a finalizer
        private void Finalize() => CallUntilDeferred();
#pragma warning restore CS0465
    }
}
