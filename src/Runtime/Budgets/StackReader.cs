using System.Reflection;
using System.Runtime.CompilerServices;

namespace ShadowGen.Budgets;

/// <summary>
/// Finds out whether the call that a frame has under way, to the method of the next frame, stands in guarded code. The offset that the runtime tells of optimised code is only near it, most often somewhat before,
/// and methods that were inlined have no frames: so the calls are read from the IL, and followed through what may have been inlined.
/// </summary>
internal sealed class StackReader
{
    private const int DeepestInlining = 6;

    private readonly Dictionary<MethodBase, MethodCode> _code = [];
    private readonly Dictionary<(MethodBase Method, MethodBase Callee), Way> _ways = [];
    private readonly Dictionary<(MethodBase, MethodBase, int), bool> _known = [];

    /// <summary>How a method comes to call another.</summary>
    private enum Way
    {
        None,
        Plain,
        Guarded,
    }

    /// <param name="method">A frame's.</param>
    /// <param name="offset">Where the runtime says that it is.</param>
    /// <param name="callee">The next frame's.</param>
    public bool IsGuarded(MethodBase method, int offset, MethodBase callee)
    {
        if (_known.TryGetValue((method, callee, offset), out var known))
            return known;
        var code = CodeOf(method);
        return _known[(method, callee, offset)] = code.IsGuarded(offset) || Choose(code, offset, callee) == Way.Guarded;
    }

    /// <summary>Whether a method opens a budget: what its callers are about is no matter of the budget.</summary>
    public bool Opens(MethodBase method) => CodeOf(method).Opens;

    // The first that can be it from the offset on; what is called by way of a slot or a delegate can be anything, and counts where nothing else can be it.
    private Way Choose(MethodCode code, int offset, MethodBase callee)
    {
        var before = Way.None;
        foreach (var (at, target) in code.Calls)
        {
            var way = WayOf(target, callee, 0);
            if (way == Way.None)
                continue;
            way = code.IsGuarded(at) ? Way.Guarded : way;
            if (at >= offset)
                return way;
            before = way > before ? way : before;
        }

        if (before != Way.None)
            return before;
        foreach (var (at, target) in code.Calls)
        {
            if (at >= offset && IsIndirect(target))
                return code.IsGuarded(at) ? Way.Guarded : Way.Plain;
        }

        return Way.None;
    }

    private Way WayOf(MethodBase target, MethodBase callee, int depth)
    {
        if (IsSame(target, callee, depth))
            return Way.Plain;
        if (target.IsAbstract || depth == DeepestInlining)
            return Way.None;
        if (_ways.TryGetValue((target, callee), out var known))
            return known;
        _ways[(target, callee)] = Way.None; // while it is being found out: a cycle adds nothing
        var code = CodeOf(target);
        var way = Way.None;
        if (code.MayBeInlined)
        {
            foreach (var (at, next) in code.Calls)
            {
                var inner = WayOf(next, callee, depth + 1);
                if (inner != Way.None)
                    inner = code.IsGuarded(at) || Unwinding.IsTidyingUp(target.Name) ? Way.Guarded : inner;
                way = inner > way ? inner : way;
            }
        }

        return _ways[(target, callee)] = way;
    }

    private MethodCode CodeOf(MethodBase method) => _code.TryGetValue(method, out var code) ? code : _code[method] = new MethodCode(method);

    private static bool IsIndirect(MethodBase target) => target.IsVirtual || (target.Name == "Invoke" && typeof(Delegate).IsAssignableFrom(target.DeclaringType));

    // An override has the name of what it overrides; an instantiation has the token of its definition.
    private static bool IsSame(MethodBase target, MethodBase callee, int depth)
    {
        if (target.MetadataToken == callee.MetadataToken && target.Module == callee.Module)
            return true;

        // Every state machine has that name, and the framework calls it in many places: what has been inlined is known by the method that starts the machine.
        if (callee.Name == nameof(IAsyncStateMachine.MoveNext) && (depth > 0 || target.Name != callee.Name))
            return Starts(target, callee.DeclaringType!);
        return target.IsVirtual && callee.IsVirtual && target.Name == callee.Name;
    }

    // By the name of the machine, Type.<Method>d__3.
    private static bool Starts(MethodBase target, Type machine) =>
        machine.DeclaringType is { } owner && target.Module == owner.Module && target.DeclaringType?.MetadataToken == owner.MetadataToken
        && machine.Name.StartsWith('<') && machine.Name.AsSpan(1).StartsWith(target.Name) && machine.Name.AsSpan(1 + target.Name.Length).StartsWith('>');
}
