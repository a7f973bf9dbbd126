using System.Runtime.CompilerServices;

namespace ShadowGen.Budgets;

/// <summary>Whether the running thread's stack has room for what ends a recursion: walking the whole of it, and going up it with an exception, take more than the framework's own reserve.</summary>
internal static unsafe class StackReserve
{
    private const int Step = 96 * 1024;

    /// <summary>Calls within each other below which it is no recursion without end, and the framework's reserve of 128 KiB is enough: a thread may have a small stack.</summary>
    private const int ShallowCalls = 512;

    /// <returns>False: there is less than 320 KiB left, or than 128 KiB on a shallow path.</returns>
    public static bool IsThere(long depth) => RuntimeHelpers.TryEnsureSufficientExecutionStack() && (depth < ShallowCalls || IsThereBeyond(2));

    // Each step takes what the one before has found to be there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private static bool IsThereBeyond(int steps)
    {
        var space = stackalloc byte[Step];
        *space = 1;
        return RuntimeHelpers.TryEnsureSufficientExecutionStack() && (steps == 1 || IsThereBeyond(steps - 1)) && *space == 1;
    }
}
