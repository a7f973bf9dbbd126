using System.Runtime.CompilerServices;

namespace ShadowGen.Prediction;

/// <summary>A copy of where one flow is, by value, so that reading it needs no lock and no allocation. The engine's side fills it from a thread block.</summary>
internal struct TraceBuffer
{
    public const int PathCapacity = 32;
    public const int RecentCapacity = 16;

    /// <summary>The innermost slots of the path, outermost first: the first <see cref="PathCount"/> are valid.</summary>
    public PathSlots Path;

    /// <summary>The newest slots of the ring, newest last: the first <see cref="RecentCount"/> are valid. The top bit marks a flow switch.</summary>
    public RecentSlots Recent;

    /// <summary>Frames of the real path, which may be more than <see cref="PathCapacity"/>.</summary>
    public int Depth;

    public int RecentCount;

    /// <summary>The call that the innermost frame made last; 0 (or less) for none.</summary>
    public int LastSiblingSlot;

    /// <summary>0 outside of a flow.</summary>
    public long FlowId;

    public readonly int PathCount => Math.Clamp(Depth, 0, PathCapacity);

    /// <summary>The recent slots, newest last.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<uint> RecentSpan => ((ReadOnlySpan<uint>)Recent)[..Math.Clamp(RecentCount, 0, RecentCapacity)];

    [InlineArray(PathCapacity)]
    public struct PathSlots
    {
        private uint _first;
    }

    [InlineArray(RecentCapacity)]
    public struct RecentSlots
    {
        private uint _first;
    }
}
