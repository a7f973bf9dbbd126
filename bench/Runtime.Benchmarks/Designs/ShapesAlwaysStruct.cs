using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Designs;

internal static unsafe partial class Shapes
{
    /// <summary>As <see cref="Always"/>, with what Enter gives in one struct.</summary>
    public readonly struct AlwaysStruct : ITiny1, IDense, IFib, ISyncTask, IValueTaskSync
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Shim(x) + 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Shim(int x)
        {
            var frame = Enter(Edges.First + 100);
            try { return Target(x); }
            finally { frame.Exit(); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static uint IDense.Caller(uint x) => Dense.After(x, DenseShim(Dense.Before(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static uint DenseShim(uint x)
        {
            var frame = Enter(Edges.First + 101);
            try { return DenseTarget(x); }
            finally { frame.Exit(); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Fib(int n) => n < 2 ? n : FibShim(n - 1) + FibShim(n - 2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int FibShim(int n)
        {
            var frame = Enter(Edges.First + 102);
            try { return Fib(n); }
            finally { frame.Exit(); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int ISyncTask.Caller(int x) => SyncTask.Take(TaskShim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Task<int> TaskShim(int x)
        {
            var frame = EnterAsync(Edges.First + 103);
            try
            {
                var result = TaskTarget(x);
                if (frame.IsSampled) Observe(result);
                return result;
            }
            finally { frame.Exit(); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int IValueTaskSync.Caller(int x) => ValueTaskSync.Take(ValueTaskShim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ValueTask<int> ValueTaskShim(int x)
        {
            var frame = EnterAsync(Edges.First + 104);
            ValueTask<int> result;
            try { result = ValueTaskTarget(x); }
            finally { frame.Exit(); }
            return result;
        }

        private readonly struct Frame(nint block, nint top)
        {
            public bool IsSampled => (top & 1) != 0;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public void Exit()
            {
                if (!Edges.On) return;
                if ((top & 1) != 0)
                {
                    SlowExit(block, top);
                    return;
                }

                ((DesignBlock*)block)->Top = (byte*)top;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Frame Enter(int slot)
        {
            if (!Edges.On) return default;
            var b = DesignBlock.Current;
            if (b != null)
            {
                var top = b->Top;
                if (top < b->Limit && Always.Count(b, top, slot)) return new Frame((nint)b, (nint)top);
            }

            return Slow(slot);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Frame EnterAsync(int slot)
        {
            if (!Edges.On) return default;
            var b = DesignBlock.Current;
            if (b != null)
            {
                var top = b->Top;
                if ((nuint)(top - b->Inside) < DesignBlock.InsideBytes && Always.Count(b, top, slot)) return new Frame((nint)b, (nint)top);
            }

            return Slow(slot);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static Frame Slow(int slot)
        {
            _ = slot;
            DesignBlock.Fill();
            return new Frame((nint)DesignBlock.Current, 1);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void SlowExit(nint block, nint frame) => _ = (block, frame);

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Observe(Task<int> result) => _ = result;

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Target(int x) => x ^ 0x2A;

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static uint DenseTarget(uint x) => (x >> 3) + x;

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static Task<int> TaskTarget(int x) => x == int.MinValue ? Task.FromResult(x) : SyncTask.Cached;

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static ValueTask<int> ValueTaskTarget(int x) => new(x ^ 0x2A);
    }
}
