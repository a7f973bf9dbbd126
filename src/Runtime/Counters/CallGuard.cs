namespace ShadowGen.Counters;

/// <summary>Looks at calls of a thread that has a budget, when they take the slow path. The floor knows no more of budgets than this.</summary>
internal abstract unsafe class CallGuard
{
    [ThreadStatic]
    private static CallGuard? _ofThisThread;

    /// <summary>The running thread's guard from now on, or none.</summary>
    protected static void Guard(ThreadBlock* block, CallGuard? guard)
    {
        _ofThisThread = guard;
        block->IsGuarded = guard is null ? 0 : 1;
    }

    /// <summary>A call begins on the running thread. Throws when a budget ends it: it must not be counted yet.</summary>
    public static void Check(ThreadBlock* block, int slot)
    {
        // The fast path has counted this one, and came here for its sample: the next is soon enough.
        if (ThreadBlock.Cells(block)[slot] >= 0)
            _ofThisThread?.Called(block, slot);
    }

    /// <summary>A call that is neither counted nor on the path yet. Throws when it must not be made.</summary>
    protected abstract void Called(ThreadBlock* block, int slot);
}
