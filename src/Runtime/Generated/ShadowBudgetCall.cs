using System.ComponentModel;
using ShadowGen.Budgets;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>One call of a method with a budget: what <see cref="ShadowMethodBudget.Enter"/> gives, and the shim's <c>finally</c> ends. Used by emitted code only, on the thread that made the call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ShadowBudgetCall
{
    private readonly BudgetScope? _scope;
    private readonly MethodDepth? _depth;
    private Task? _result;

    internal ShadowBudgetCall(BudgetScope? scope, MethodDepth? depth)
    {
        _scope = scope;
        _depth = depth;
    }

    /// <summary>The call goes on until this is complete.</summary>
    public void Await(Task? result) => _result = result;

    /// <inheritdoc cref="Await(Task?)"/>
    /// <remarks>One that is backed by an <c>IValueTaskSource</c> cannot be watched: the budget then ends with the synchronous part.</remarks>
    public void Await(ValueTask result) => _result = BackingTask.Of(in result);

    /// <inheritdoc cref="Await(ValueTask)"/>
    public void Await<T>(ValueTask<T> result) => _result = BackingTask.Of(in result);

    /// <summary>Ends the call, or its synchronous part. Never throws.</summary>
    public void Exit()
    {
        try
        {
            if (_result is { IsCompleted: false })
                _scope?.Leave(_result);
            else
                _scope?.End();
            _depth?.Leave();
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "the budget of a method ended");
        }
    }
}
