using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ShadowGen.Budgets;

/// <summary>What a method calls, and which of its code must not be left by an exception of ours: finally and fault blocks, and what they give a lock back for.</summary>
internal sealed class MethodCode
{
    /// <summary>IL above which the just-in-time compiler does not inline a method that does not ask for it.</summary>
    private const int LongestInlined = 256;

    private static readonly HashSet<Type> Locks = [typeof(Monitor), typeof(Lock), typeof(Lock.Scope), typeof(ReaderWriterLockSlim), typeof(ReaderWriterLock), typeof(SpinLock), typeof(Mutex)];

    private readonly List<(int Begin, int End)> _guarded = [];

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where IL is: a method without it has nothing that could be seen, and the rule by names still holds.")]
    public MethodCode(MethodBase method)
    {
        Calls = [];
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } il)
            return;
        Calls = CallSites.Of(method, il);
        var flags = method.MethodImplementationFlags;
        MayBeInlined = (flags & MethodImplAttributes.NoInlining) == 0 && (il.Length <= LongestInlined || (flags & MethodImplAttributes.AggressiveInlining) != 0);
        foreach (var clause in body.ExceptionHandlingClauses)
        {
            if (clause.Flags is not (ExceptionHandlingClauseOptions.Finally or ExceptionHandlingClauseOptions.Fault))
                continue;
            var handler = (Begin: clause.HandlerOffset, End: clause.HandlerOffset + clause.HandlerLength);
            _guarded.Add(handler);
            if (Calls.Exists(call => call.Offset >= handler.Begin && call.Offset < handler.End && call.Target.DeclaringType is { } type && Locks.Contains(type)))
                _guarded.Add((clause.TryOffset, clause.TryOffset + clause.TryLength));
        }

        // What lies around the budget, too, is around what the budget ends.
        var opened = Calls.FindAll(static call => IsOpening(call.Target));
        Opens = opened.Count != 0;
        if (Opens)
            _guarded.RemoveAll(range => opened.TrueForAll(call => call.Offset >= range.Begin && call.Offset < range.End));
    }

    /// <summary>Whether it opens a budget.</summary>
    public bool Opens { get; }

    public List<(int Offset, MethodBase Target)> Calls { get; }

    public bool MayBeInlined { get; }

    public bool IsGuarded(int offset) => _guarded.Exists(range => offset >= range.Begin && offset < range.End);

    private static bool IsOpening(MethodBase target) => target.Module == typeof(MethodCode).Module && target.IsDefined(typeof(OpensBudgetAttribute), inherit: false);
}
