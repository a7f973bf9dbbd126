using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Designs;

/// <summary>The chosen design in other shapes of the emitted shim.</summary>
internal static unsafe partial class Shapes
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Target(int x) => x ^ 0x2A;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Sampled(int x)
    {
        DesignBlock.Fill();
        return Target(x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint DenseTarget(uint x) => (x >> 3) + x;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint DenseSampled(uint x)
    {
        DesignBlock.Fill();
        return DenseTarget(x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> TaskTarget(int x) => x == int.MinValue ? Task.FromResult(x) : SyncTask.Cached;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> TaskSampled(int x)
    {
        DesignBlock.Fill();
        return TaskTarget(x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ValueTask<int> ValueTaskTarget(int x) => new(x ^ 0x2A);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ValueTask<int> ValueTaskSampled(int x)
    {
        DesignBlock.Fill();
        return ValueTaskTarget(x);
    }
}
