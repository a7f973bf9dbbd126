using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Designs;

internal static unsafe partial class Shapes
{
    /// <summary>Not inlined: one more call, and less code at each site.</summary>
    public readonly struct OutOfLine : ITiny1, IDense, ISyncTask, IValueTaskSync
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Shim(x) + 1;

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Shim(int x)
        {
            if (!Edges.On) return Target(x);
            if (!Chosen.Enter(Edges.First + 20, out var block, out var frame)) return Sampled(x);
            try { return Target(x); }
            finally { Chosen.Exit(block, frame); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static uint IDense.Caller(uint x) => Dense.After(x, DenseShim(Dense.Before(x)));

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static uint DenseShim(uint x)
        {
            if (!Edges.On) return DenseTarget(x);
            if (!Chosen.Enter(Edges.First + 21, out var block, out var frame)) return DenseSampled(x);
            try { return DenseTarget(x); }
            finally { Chosen.Exit(block, frame); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int ISyncTask.Caller(int x) => SyncTask.Take(TaskShim(x));

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static Task<int> TaskShim(int x)
        {
            if (!Edges.On) return TaskTarget(x);
            if (!Chosen.EnterAsync(Edges.First + 23, out var block, out var frame)) return TaskSampled(x);
            try { return TaskTarget(x); }
            finally { Chosen.Exit(block, frame); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int IValueTaskSync.Caller(int x) => ValueTaskSync.Take(ValueTaskShim(x));

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static ValueTask<int> ValueTaskShim(int x)
        {
            if (!Edges.On) return ValueTaskTarget(x);
            if (!Chosen.EnterAsync(Edges.First + 24, out var block, out var frame)) return ValueTaskSampled(x);
            try { return ValueTaskTarget(x); }
            finally { Chosen.Exit(block, frame); }
        }
    }

    /// <summary>One local for the result, one return behind the finally.</summary>
    public readonly struct OneReturn : ITiny1, ISyncTask, IValueTaskSync
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Shim(x) + 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Shim(int x)
        {
            if (!Edges.On) return Target(x);
            if (!Chosen.Enter(Edges.First + 40, out var block, out var frame)) return Sampled(x);
            int result;
            try { result = Target(x); }
            finally { Chosen.Exit(block, frame); }
            return result;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int ISyncTask.Caller(int x) => SyncTask.Take(TaskShim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Task<int> TaskShim(int x)
        {
            if (!Edges.On) return TaskTarget(x);
            if (!Chosen.EnterAsync(Edges.First + 43, out var block, out var frame)) return TaskSampled(x);
            Task<int> result;
            try { result = TaskTarget(x); }
            finally { Chosen.Exit(block, frame); }
            return result;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int IValueTaskSync.Caller(int x) => ValueTaskSync.Take(ValueTaskShim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ValueTask<int> ValueTaskShim(int x)
        {
            if (!Edges.On) return ValueTaskTarget(x);
            if (!Chosen.EnterAsync(Edges.First + 44, out var block, out var frame)) return ValueTaskSampled(x);
            ValueTask<int> result;
            try { result = ValueTaskTarget(x); }
            finally { Chosen.Exit(block, frame); }
            return result;
        }
    }
}
