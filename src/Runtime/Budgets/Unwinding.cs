using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ShadowGen.Budgets;

/// <summary>
/// Whether an exception may go up a thread's stack: not through a static constructor, whose type would never work again, nor a finalizer, which would end the process, nor what tidies up,
/// nor a lock, whose state would be half changed.
/// </summary>
internal static class Unwinding
{
    /// <summary>
    /// Looks at a stack as far as the outermost method that opened a budget: what lies around that must bear what the budget throws. Where no such method is on it, after an await or on a thread that was started, at the whole of it.
    /// Some microseconds for each frame. Without IL (native code), methods are known by their names alone, and finally blocks and locks are not seen.
    /// </summary>
    public static bool IsHarmless(StackTrace trace)
    {
        var reader = RuntimeFeature.IsDynamicCodeSupported ? new StackReader() : null;
        var frames = trace.GetFrames();
        var methods = reader is null ? null : Array.ConvertAll(frames, MethodOf);
        var end = methods is null ? -1 : Array.FindLastIndex(methods, method => method is not null && reader!.Opens(method));
        MethodBase? callee = null;
        for (var i = 0; i < (end < 0 ? frames.Length : end + 1); i++)
        {
            if (i != end && IsTidyingUp(frames[i]))
                return false;
            if (methods?[i] is not { } method)
                continue;
            if (callee is not null && reader!.IsGuarded(method, frames[i].GetILOffset(), callee))
                return false;
            callee = method;
        }

        return true;
    }

    private static bool IsTidyingUp(StackFrame frame)
    {
        if (DiagnosticMethodInfo.Create(frame) is not { } method)
            return false;
        return IsTidyingUp(method.Name) || (method.Name == "MoveNext" && method.DeclaringTypeName is { } type && IsTidyingUp(StateMachineOf(type)));
    }

    /// <summary>Whether a method of this name tidies up. An explicit implementation is named with its interface: <c>System.IDisposable.Dispose</c>.</summary>
    public static bool IsTidyingUp(ReadOnlySpan<char> name) =>
        name is ".cctor" || name[(name.LastIndexOf('.') + 1)..] is "Dispose" or "DisposeAsync" or "DisposeCore" or "DisposeAsyncCore" or "Finalize";

    // The method whose state machine it is, of Ns.Type+<DisposeAsync>d__3.
    private static ReadOnlySpan<char> StateMachineOf(ReadOnlySpan<char> type)
    {
        var begin = type.LastIndexOf('<');
        var end = type.LastIndexOf('>');
        return begin >= 0 && end > begin ? type[(begin + 1)..end] : "none";
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where IL is: what is not found has no code that could be seen, and the rule by names still holds.")]
    private static MethodBase? MethodOf(StackFrame frame) => frame.GetMethod() is { DeclaringType: not null } method ? method : null; // none: made at run time, with neither token nor body
}
