using System.Runtime.CompilerServices;
using System.Transactions;

namespace ShadowGen.Prefetch;

/// <summary>What code that runs depends on beside its arguments.</summary>
internal static class AmbientState
{
    /// <summary>
    /// Whether an early call can stand for a later one, as far as the running thread shows: no transaction, which it would enlist in; no synchronization context or scheduler, to which a call that is made after all would have to come back.
    /// </summary>
    public static bool IsPlain => SynchronizationContext.Current is null && ReferenceEquals(TaskScheduler.Current, TaskScheduler.Default) && !IsInTransaction();

    // Out of line: loads its assembly.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsInTransaction() => Transaction.Current is not null;
}
