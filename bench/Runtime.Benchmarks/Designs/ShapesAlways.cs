using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Designs;

internal static unsafe partial class Shapes
{
    /// <summary>
    /// Enter always enters: a call that is due for a sample is measured behind a tagged frame, so that a shim holds one call and needs no twin.
    /// </summary>
    public readonly struct Always : ITiny1, IDense, IFib, ISyncTask, IValueTaskSync
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Shim(x) + 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Shim(int x)
        {
            Enter(Edges.First + 90, out var b, out var f);
            nint block = b, frame = f;
            try { return Target(x); }
            finally { Exit(block, frame); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static uint IDense.Caller(uint x) => Dense.After(x, DenseShim(Dense.Before(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static uint DenseShim(uint x)
        {
            Enter(Edges.First + 91, out var b, out var f);
            nint block = b, frame = f;
            try { return DenseTarget(x); }
            finally { Exit(block, frame); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Fib(int n) => n < 2 ? n : FibShim(n - 1) + FibShim(n - 2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int FibShim(int n)
        {
            Enter(Edges.First + 92, out var b, out var f);
            nint block = b, frame = f;
            try { return Fib(n); }
            finally { Exit(block, frame); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int ISyncTask.Caller(int x) => SyncTask.Take(TaskShim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Task<int> TaskShim(int x)
        {
            EnterAsync(Edges.First + 93, out var b, out var f);
            nint block = b, frame = f;
            try
            {
                var result = TaskTarget(x);
                if ((frame & 1) != 0) Observe(result);
                return result;
            }
            finally { Exit(block, frame); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int IValueTaskSync.Caller(int x) => ValueTaskSync.Take(ValueTaskShim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ValueTask<int> ValueTaskShim(int x)
        {
            EnterAsync(Edges.First + 94, out var b, out var f);
            nint block = b, frame = f;
            ValueTask<int> result;
            try { result = ValueTaskTarget(x); }
            finally { Exit(block, frame); }
            return result;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Enter(int slot, out nint block, out nint frame)
        {
            if (Edges.On)
            {
                var b = DesignBlock.Current;
                if (b != null)
                {
                    var top = b->Top;
                    if (top < b->Limit && Count(b, top, slot))
                    {
                        block = (nint)b;
                        frame = (nint)top;
                        return;
                    }
                }

                frame = Slow(slot);
                block = (nint)DesignBlock.Current;
                return;
            }

            block = frame = 0;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void EnterAsync(int slot, out nint block, out nint frame)
        {
            if (Edges.On)
            {
                var b = DesignBlock.Current;
                if (b != null)
                {
                    var top = b->Top;
                    if ((nuint)(top - b->Inside) < DesignBlock.InsideBytes && Count(b, top, slot))
                    {
                        block = (nint)b;
                        frame = (nint)top;
                        return;
                    }
                }

                frame = Slow(slot);
                block = (nint)DesignBlock.Current;
                return;
            }

            block = frame = 0;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal static bool Count(DesignBlock* b, byte* top, int slot)
        {
            var cells = b->Cells;
            var left = cells[slot] - 1;
            cells[slot] = left;
            if (left < 0) return false;
            var position = b->Position;
            b->Position = position + sizeof(uint);
            *(uint*)((byte*)b + (nuint)(position & (DesignBlock.RingMask * sizeof(uint))) + DesignBlock.RingOffset) = (uint)slot;
            *(long*)top = slot;
            b->Top = top + sizeof(uint);
            return true;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Exit(nint block, nint frame)
        {
            if (!Edges.On) return;
            if ((frame & 1) != 0)
            {
                SlowExit(block, frame);
                return;
            }

            ((DesignBlock*)block)->Top = (byte*)frame;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static nint Slow(int slot)
        {
            _ = slot;
            DesignBlock.Fill();
            return 1;
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
