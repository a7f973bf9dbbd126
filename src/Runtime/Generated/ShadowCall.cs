using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShadowGen.Generated;

/// <summary>What every shim does before and after the call. Called by emitted code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ShadowCall
{
    /// <summary>False when the environment says <c>SHADOWGEN=off</c>; a JIT constant, so that a shim becomes the plain call.</summary>
    public static readonly bool On = true;

    /// <summary>Counts a call on its edge and pushes its frame. False: take the sampled path.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        block = frame = 0;
        return false;
    }

    /// <summary>As <see cref="Enter"/>, for a callee with an async result: an empty path takes the sampled path, which opens a flow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EnterAsync(int slot, out nint block, out nint frame)
    {
        block = frame = 0;
        return false;
    }

    /// <summary>Pops the frame that <see cref="Enter"/> pushed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(nint block, nint frame)
    {
    }

    /// <summary>The measured path of a call: counts, decides what to measure, pushes the frame. Never throws.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ShadowProbe Sample(int slot) => default;

    /// <summary>As <see cref="Sample"/>, for a callee with an async result.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ShadowProbe SampleAsync(int slot) => default;
}
