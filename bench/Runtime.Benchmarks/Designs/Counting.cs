using System.Runtime.CompilerServices;

namespace ShadowGen.Benchmarks.Designs;

/// <summary>The floor: the thread's block and one count.</summary>
internal readonly unsafe struct FloorDesign : IDesign
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enter(int slot, out nint block, out nint frame)
    {
        block = frame = 0;
        var b = DesignBlock.Current;
        if (b == null) return false;
        b->Position++;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool EnterAsync(int slot, out nint block, out nint frame) => Enter(slot, out block, out frame);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exit(nint block, nint frame)
    {
    }

    public static void Fill() => DesignBlock.Fill();
}
