using System.ComponentModel;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>
/// What a decorator of a shadowed interface does before the call: it counts calls whose call site nobody saw, on an edge from outside, and lets pass
/// those that a shim at their call site has counted. Called by emitted code only. Allocates nothing; throws no more than <see cref="ShadowCall"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class ShadowOutside
{
    /// <summary>Counts a call, unless the innermost frame of the thread is this very call's.</summary>
    /// <param name="slot">Of the edge from outside to the interface's method.</param>
    public static ShadowOutsideFrame Enter(int slot) =>
        !ShadowCall.On || IsCounted(slot) ? default : new ShadowOutsideFrame(ShadowCall.Enter(slot));

    /// <summary>As <see cref="Enter"/>, for a callee with an async result: outside of every call it opens a flow.</summary>
    public static ShadowOutsideFrame EnterAsync(int slot) =>
        !ShadowCall.On || IsCounted(slot) ? default : new ShadowOutsideFrame(ShadowCall.EnterAsync(slot));

    // A shim that counted this call has pushed its frame and done nothing since: the place of the last sibling above it is still 0. It is taken here, so that
    // another call of the same method from within, by way of the framework, counts for itself.
    private static bool IsCounted(int slot)
    {
        var block = ThreadBlock.Current;
        if (block == null)
            return false;
        var top = block->Top;
        if (top == block->Base || *(int*)top != 0 || !SlotCallees.AreSame(*(int*)(top - sizeof(uint)), slot))
            return false;
        *(int*)top = ThreadBlock.Taken;
        return true;
    }
}
