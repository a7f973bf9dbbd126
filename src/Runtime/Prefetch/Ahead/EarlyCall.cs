namespace ShadowGen.Prefetch;

/// <summary>What one scope knows of one call of its plan. Fields that other flows may race for are changed by interlocked operations only.</summary>
internal struct EarlyCall
{
    public const int Idle = 0, Started = 1, Claimed = 2;

    /// <summary>Who comes first has the result: the call, or who drops it.</summary>
    public int State;

    /// <summary>When the method was at the point; 0 before.</summary>
    public long ReachedNs;

    /// <summary>When the real call came; 0 before.</summary>
    public long CameNs;

    /// <summary>The early call's.</summary>
    public Task? Task;

    /// <summary>Reads its result, to be disposed.</summary>
    public Func<Task, object?>? Result;

    /// <summary>In which it was started.</summary>
    public ExecutionContext? Context;

    /// <summary>The token that the method would have given.</summary>
    public CancellationToken Token;

    /// <summary>Cancels the early call, with the token or when the result is dropped.</summary>
    public CancellationTokenSource? Linked;

    /// <summary>What was taken from the budget for it.</summary>
    public double Reserved;

    /// <summary>What the result is expected to save, once it is waited for.</summary>
    public double? Credit;

    /// <summary>Of a call that is prefetched for.</summary>
    public WarmRun? Warm;

    /// <summary>How the call under way found its prefetch.</summary>
    public WarmPass Pass;

    public bool TryClaim() => Interlocked.CompareExchange(ref State, Claimed, Started) == Started;
}
