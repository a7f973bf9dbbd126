using System.Runtime.CompilerServices;
using ShadowGen.Async;
using ShadowGen.Counters;

namespace ShadowGen;

/// <summary>
/// Builds async methods that return <see cref="Task"/> and whose sampled calls are measured to their end: CPU time, allocated bytes and network bytes of every
/// resumption, on whichever thread, count to the call. Use it as <c>[AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))]</c> on a method, local function or lambda.
/// </summary>
/// <remarks>
/// <para>
/// In all else the method is what it is with the framework's builder, which does the work: context flow, cancellation, faults, awaiters, and no allocation when it completes
/// synchronously. A call that is not sampled, and not awaited by one that is, costs a look at two thread-static fields; a measured one two small objects.
/// </para>
/// <para>
/// Without this builder only the part of an async method up to its first suspension is measured (<see cref="ResourceProfile.IsPartial"/>). What a measured method awaits counts to it
/// as far as that method has such a builder too; what merely waits (a timer, a socket) uses nothing anyhow.
/// </para>
/// <para>Called by compiled code only. Thread-safe as the framework's builder is.</para>
/// </remarks>
public struct ShadowTaskMethodBuilder
{
    private AsyncTaskMethodBuilder _builder;
    private Resumable<AsyncTaskMethodBuilder>? _resumable;
    private AsyncMeasurement? _measurement;
    private bool _isPlain;

    /// <summary>Makes a builder for one run of a method.</summary>
    public static ShadowTaskMethodBuilder Create() => new() { _builder = AsyncTaskMethodBuilder.Create() };

    /// <summary>The method's result.</summary>
    public Task Task
    {
        get
        {
            if (_resumable is null)
                return _builder.Task;
            var task = _resumable.Builder.Task;
            _measurement?.SuspendedAs(task);
            return task;
        }
    }

    /// <summary>Runs the method up to its first suspension.</summary>
    /// <typeparam name="TStateMachine">The method's state machine.</typeparam>
    /// <param name="stateMachine">That state machine, which holds this builder.</param>
    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        if (AsyncMeasurement.Offered != 0 && AsyncMeasurement.Claim() is { } claimed)
        {
            _measurement = claimed;
            var outer = AsyncMeasurement.Current;
            AsyncMeasurement.Current = claimed;
            try
            {
                _builder.Start(ref stateMachine);
            }
            finally
            {
                AsyncMeasurement.Current = outer;
            }
        }
        else
        {
            _builder.Start(ref stateMachine);
        }
    }

    /// <summary>Does what the framework's builder does: nothing.</summary>
    /// <param name="stateMachine">Not null.</param>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) => _builder.SetStateMachine(stateMachine);

    /// <summary>Completes the task.</summary>
    public void SetResult()
    {
        if (_resumable is null)
        {
            _builder.SetResult();
            return;
        }

        _resumable.Complete();
        _resumable.Builder.SetResult();
    }

    /// <summary>Faults the task, or cancels it by an <see cref="OperationCanceledException"/>.</summary>
    /// <param name="exception">What left the method.</param>
    public void SetException(Exception exception)
    {
        if (_resumable is null)
        {
            _builder.SetException(exception);
            return;
        }

        _resumable.Complete();
        _resumable.Builder.SetException(exception);
    }

    /// <summary>Suspends the method until an awaiter completes.</summary>
    /// <typeparam name="TAwaiter">The awaiter's type.</typeparam>
    /// <typeparam name="TStateMachine">The method's state machine.</typeparam>
    /// <param name="awaiter">The awaiter.</param>
    /// <param name="stateMachine">The state machine, which holds this builder.</param>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        if (Suspend(ref stateMachine) is { } resumable)
            resumable.Builder.AwaitOnCompleted(ref awaiter, ref resumable);
        else
            _builder.AwaitOnCompleted(ref awaiter, ref stateMachine);
    }

    /// <inheritdoc cref="AwaitOnCompleted"/>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine
    {
        if (Suspend(ref stateMachine) is { } resumable)
            resumable.Builder.AwaitUnsafeOnCompleted(ref awaiter, ref resumable);
        else
            _builder.AwaitUnsafeOnCompleted(ref awaiter, ref stateMachine);
    }

    // Null: not measured, and the framework's builder keeps the state machine as it does for any method.
    private Resumable<AsyncTaskMethodBuilder, TStateMachine>? Suspend<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        if (_resumable is not null)
        {
            _resumable.Suspend();
            return (Resumable<AsyncTaskMethodBuilder, TStateMachine>)_resumable;
        }

        var measurement = _measurement ?? (_isPlain ? null : AsyncMeasurement.Current);
        if (measurement is null)
        {
            // Decided at the first suspension: later ones may run inside of another call's measured code.
            _isPlain = true;
            return null;
        }

        var resumable = new Resumable<AsyncTaskMethodBuilder, TStateMachine>(measurement, isOwner: _measurement is not null) { Builder = _builder };
        _resumable = resumable; // before the copy, which holds this builder
        resumable.StateMachine = stateMachine;
        return resumable;
    }
}
