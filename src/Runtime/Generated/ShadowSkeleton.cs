using System.ComponentModel;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>Where a generated file makes its edges known. Called by emitted code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ShadowSkeleton
{
    /// <summary>The most edges that one generated file may register; further call sites of such a file stay plain calls.</summary>
    public const int MaxEdges = SlotTable.SinkSlots;

    /// <summary>Reserves a contiguous range of slots for the edges of one generated file. Never throws; thread-safe.</summary>
    /// <param name="owner">The generated class; tells the assembly and, with it, when the range may be used again.</param>
    /// <param name="skeleton">UTF-8 text as described in docs/architecture.md; the assembly's own data, not a copy.</param>
    /// <param name="edges">How many slots: 0 to <see cref="MaxEdges"/>.</param>
    /// <returns>The first slot of the range.</returns>
    public static int Register(Type owner, ReadOnlySpan<byte> skeleton, int edges)
    {
        if (!ShadowCall.On)
            return 0;
        var first = SkeletonRegistry.Register(owner, skeleton, edges);
        ShadowExecutionEngine.EnsureStarted();
        return first;
    }
}
