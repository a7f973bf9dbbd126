using System.Runtime.CompilerServices;

namespace ShadowGen.Benchmarks.Workloads;

/// <summary>As <see cref="SyncTask"/>, called with an empty path: each call opens a flow of its own.</summary>
internal static class Root
{
    public const string Name = "root";

    public readonly struct Plain<TCopy> : ISyncTask
        where TCopy : struct
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => SyncTask.Take(Target(x));

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static Task<int> Target(int x) => x == int.MinValue ? Task.FromResult(x) : SyncTask.Cached;
    }

    public readonly struct Shadowed : ISyncTask
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => SyncTask.Take(Target(x));

        [Shadowed]
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static Task<int> Target(int x) => x == int.MinValue ? Task.FromResult(x) : SyncTask.Cached;
    }
}
