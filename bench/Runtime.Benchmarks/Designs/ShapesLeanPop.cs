using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Designs;

internal static unsafe partial class Shapes
{
    /// <summary>For a callee with the <c>async</c> modifier, which never throws before it returns its task: no finally is needed.</summary>
    public readonly struct LeanNoFinally : ITiny1, IDense, IFib, ISyncTask, IValueTaskSync
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Shim(x) + 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Shim(int x)
        {
            if (!Edges.On) return Target(x);
            if (!Lean.Enter(Edges.First + 90, out var block, out var frame)) return Sampled(x);
            var result = Target(x);
            Lean.Exit(block, frame);
            return result;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static uint IDense.Caller(uint x) => Dense.After(x, DenseShim(Dense.Before(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static uint DenseShim(uint x)
        {
            if (!Edges.On) return DenseTarget(x);
            if (!Lean.Enter(Edges.First + 91, out var block, out var frame)) return DenseSampled(x);
            var result = DenseTarget(x);
            Lean.Exit(block, frame);
            return result;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Fib(int n) => n < 2 ? n : FibShim(n - 1) + FibShim(n - 2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int FibShim(int n)
        {
            if (!Edges.On) return Fib(n);
            if (!Lean.Enter(Edges.First + 92, out var block, out var frame)) return FibSampled(n);
            var result = Fib(n);
            Lean.Exit(block, frame);
            return result;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int FibSampled(int n)
        {
            DesignBlock.Fill();
            return Fib(n);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int ISyncTask.Caller(int x) => SyncTask.Take(TaskShim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Task<int> TaskShim(int x)
        {
            if (!Edges.On) return TaskTarget(x);
            if (!Lean.EnterAsync(Edges.First + 93, out var block, out var frame)) return TaskSampled(x);
            var result = TaskTarget(x);
            Lean.Exit(block, frame);
            return result;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int IValueTaskSync.Caller(int x) => ValueTaskSync.Take(ValueTaskShim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ValueTask<int> ValueTaskShim(int x)
        {
            if (!Edges.On) return ValueTaskTarget(x);
            if (!Lean.EnterAsync(Edges.First + 94, out var block, out var frame)) return ValueTaskSampled(x);
            var result = ValueTaskTarget(x);
            Lean.Exit(block, frame);
            return result;
        }
    }
}
