using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ShadowGen.Budgets;

/// <summary>
/// Whether an exception may go up the running thread's stack: not through a static constructor, whose type would never work again, nor a finalizer, which would end the process, nor what tidies up,
/// nor a lock, whose state would be half changed.
/// </summary>
internal static class Unwinding
{
    /// <summary>Walks the whole stack: some microseconds for each frame. Without IL (native code), methods are known by their names alone, and finally blocks and locks are not seen.</summary>
    public static bool IsHarmless()
    {
        foreach (var frame in new StackTrace(1, fNeedFileInfo: false).GetFrames())
        {
            if (IsTidyingUp(frame) || (RuntimeFeature.IsDynamicCodeSupported && IsGuarded(frame)))
                return false;
        }

        return true;
    }

    private static bool IsTidyingUp(StackFrame frame)
    {
        if (DiagnosticMethodInfo.Create(frame) is not { } method)
            return false;
        return IsTidyingUp(method.Name) || (method.Name == "MoveNext" && method.DeclaringTypeName is { } type && IsTidyingUp(StateMachineOf(type)));
    }

    // An explicit implementation is named with its interface: System.IDisposable.Dispose.
    private static bool IsTidyingUp(ReadOnlySpan<char> name) =>
        name is ".cctor" || name[(name.LastIndexOf('.') + 1)..] is "Dispose" or "DisposeAsync" or "DisposeCore" or "DisposeAsyncCore" or "Finalize";

    // The method whose state machine it is, of Ns.Type+<DisposeAsync>d__3.
    private static ReadOnlySpan<char> StateMachineOf(ReadOnlySpan<char> type)
    {
        var begin = type.LastIndexOf('<');
        var end = type.LastIndexOf('>');
        return begin >= 0 && end > begin ? type[(begin + 1)..end] : "none";
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where IL is: a method that is not found is one without clauses, and the rule by names still holds.")]
    private static bool IsGuarded(StackFrame frame)
    {
        var offset = frame.GetILOffset();
        if (offset == StackFrame.OFFSET_UNKNOWN || frame.GetMethod() is not { } method || method.GetMethodBody() is not { } body)
            return false;
        foreach (var clause in body.ExceptionHandlingClauses)
        {
            if (clause.Flags is not (ExceptionHandlingClauseOptions.Finally or ExceptionHandlingClauseOptions.Fault))
                continue;
            if (IsIn(offset, clause.HandlerOffset, clause.HandlerLength))
                return true;
            if (IsIn(offset, clause.TryOffset, clause.TryLength) && LockRelease.IsIn(method, body.GetILAsByteArray().AsSpan(clause.HandlerOffset, clause.HandlerLength)))
                return true;
        }

        return false;
    }

    private static bool IsIn(int offset, int begin, int length) => offset >= begin && offset < begin + length;
}
