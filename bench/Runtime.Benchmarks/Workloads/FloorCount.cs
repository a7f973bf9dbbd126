using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShadowGen.Benchmarks.Workloads;

/// <summary>The least that portable C# can do to count exactly, per thread and without atomics: find the thread's native block, add one.</summary>
internal static unsafe class FloorCount
{
    private const nuint BlockBytes = 128;

    [ThreadStatic]
    private static long* t_block;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Call()
    {
        var block = t_block;
        if (block == null) block = Create();
        ++*block;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long* Create()
    {
        var block = (long*)NativeMemory.AlignedAlloc(BlockBytes, BlockBytes);
        NativeMemory.Clear(block, BlockBytes);
        return t_block = block;
    }
}
