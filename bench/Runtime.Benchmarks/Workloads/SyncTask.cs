using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Benchmarks.Workloads;

/// <summary>A callee that returns a cached, completed task; as in an async method, the caller looks at its completion and takes the result.</summary>
internal interface ISyncTask
{
    public static abstract int Caller(int x);
}

internal static class SyncTask
{
    public const string Name = "synctask";

    public static readonly Task<int> Cached = Task.FromResult(42);

    public static Batch Of<T>() where T : struct, ISyncTask => Run<T>;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Run<T>(int units) where T : struct, ISyncTask
    {
        var calls = units * 16L;
        var sum = 0;
        for (var i = 0; i < calls; i++) sum += T.Caller(i);
        Sink.Take(sum);
        return calls;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Take(Task<int> task) => task.GetAwaiter().GetResult() + 1;

    public readonly struct Plain<TCopy> : ISyncTask
        where TCopy : struct
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Take(Target(x));

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static Task<int> Target(int x) => x == int.MinValue ? Task.FromResult(x) : Cached;
    }

    public readonly struct Floor : ISyncTask
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x)
        {
            FloorCount.Call();
            return Take(Target(x));
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static Task<int> Target(int x) => x == int.MinValue ? Task.FromResult(x) : Cached;
    }

    public readonly struct Shadowed : ISyncTask
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Take(Target(x));

        [Shadowed]
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static Task<int> Target(int x) => x == int.MinValue ? Task.FromResult(x) : Cached;
    }
}
