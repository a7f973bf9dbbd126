using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Designs;

/// <summary>The chosen design in other shapes of the emitted shim.</summary>
internal static unsafe class Shapes
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

    /// <summary>Pops after the call instead of in a finally: the path is wrong after an exception, until an outer frame pops.</summary>
    public readonly struct NoFinally : ITiny1, IDense, IFib, ISyncTask, IValueTaskSync
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Shim(x) + 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Shim(int x)
        {
            if (!Edges.On) return Target(x);
            if (!Chosen.Enter(Edges.First + 10, out var block, out var frame)) return Sampled(x);
            var result = Target(x);
            Chosen.Exit(block, frame);
            return result;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static uint IDense.Caller(uint x) => Dense.After(x, DenseShim(Dense.Before(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static uint DenseShim(uint x)
        {
            if (!Edges.On) return DenseTarget(x);
            if (!Chosen.Enter(Edges.First + 11, out var block, out var frame)) return DenseSampled(x);
            var result = DenseTarget(x);
            Chosen.Exit(block, frame);
            return result;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Fib(int n) => n < 2 ? n : FibShim(n - 1) + FibShim(n - 2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int FibShim(int n)
        {
            if (!Edges.On) return Fib(n);
            if (!Chosen.Enter(Edges.First + 12, out var block, out var frame)) return FibSampled(n);
            var result = Fib(n);
            Chosen.Exit(block, frame);
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
            if (!Chosen.EnterAsync(Edges.First + 13, out var block, out var frame)) return TaskSampled(x);
            var result = TaskTarget(x);
            Chosen.Exit(block, frame);
            return result;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int IValueTaskSync.Caller(int x) => ValueTaskSync.Take(ValueTaskShim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ValueTask<int> ValueTaskShim(int x)
        {
            if (!Edges.On) return ValueTaskTarget(x);
            if (!Chosen.EnterAsync(Edges.First + 14, out var block, out var frame)) return ValueTaskSampled(x);
            var result = ValueTaskTarget(x);
            Chosen.Exit(block, frame);
            return result;
        }
    }

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

    /// <summary>A completed result is rebuilt, so that its struct is not copied through memory.</summary>
    public readonly struct Rebuilt : IValueTaskSync
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => ValueTaskSync.Take(Shim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ValueTask<int> Shim(int x)
        {
            if (!Edges.On) return ValueTaskTarget(x);
            if (!Chosen.EnterAsync(Edges.First + 30, out var block, out var frame)) return ValueTaskSampled(x);
            ValueTask<int> result;
            try { result = ValueTaskTarget(x); }
            finally { Chosen.Exit(block, frame); }
            return result.IsCompletedSuccessfully ? new ValueTask<int>(result.Result) : result;
        }
    }

    /// <summary>As <see cref="Rebuilt"/>, inside the try.</summary>
    public readonly struct RebuiltInside : IValueTaskSync
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => ValueTaskSync.Take(Shim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ValueTask<int> Shim(int x)
        {
            if (!Edges.On) return ValueTaskTarget(x);
            if (!Chosen.EnterAsync(Edges.First + 31, out var block, out var frame)) return ValueTaskSampled(x);
            try
            {
                var result = ValueTaskTarget(x);
                return result.IsCompletedSuccessfully ? new ValueTask<int>(result.Result) : result;
            }
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

    /// <summary>Enter returns one struct with both pointers, whose block is null on the slow path.</summary>
    public readonly struct FrameStruct : ITiny1, IFib
    {
        private readonly struct Frame(DesignBlock* block, byte* top)
        {
            public readonly DesignBlock* Block = block;
            public readonly byte* Top = top;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Shim(x) + 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Shim(int x)
        {
            if (!Edges.On) return Target(x);
            var frame = Enter(Edges.First + 50);
            if (frame.Block == null) return Sampled(x);
            try { return Target(x); }
            finally { frame.Block->Top = frame.Top; }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Fib(int n) => n < 2 ? n : FibShim(n - 1) + FibShim(n - 2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int FibShim(int n)
        {
            if (!Edges.On) return Fib(n);
            var frame = Enter(Edges.First + 52);
            if (frame.Block == null) return FibSampled(n);
            try { return Fib(n); }
            finally { frame.Block->Top = frame.Top; }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int FibSampled(int n)
        {
            DesignBlock.Fill();
            return Fib(n);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Frame Enter(int slot)
        {
            var b = DesignBlock.Current;
            if (b != null)
            {
                var top = b->Top;
                if (top < b->Limit && --b->Cells[slot] >= 0)
                {
                    DesignBlock.Ring(b)[b->Position++ & DesignBlock.RingMask] = (uint)slot;
                    *(long*)top = slot;
                    b->Top = top + sizeof(uint);
                    return new Frame(b, top);
                }
            }
            return default;
        }
    }

    /// <summary>The finally looks the block up again and counts the depth down: no locals live across the call.</summary>
    public readonly struct PopByBlock : ITiny1, IFib
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Shim(x) + 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Shim(int x)
        {
            if (!Edges.On) return Target(x);
            if (!Chosen.Enter(Edges.First + 60, out var block, out _)) return Sampled(x);
            try { return Target(x); }
            finally { ((DesignBlock*)block)->Top -= sizeof(uint); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Fib(int n) => n < 2 ? n : FibShim(n - 1) + FibShim(n - 2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int FibShim(int n)
        {
            if (!Edges.On) return Fib(n);
            if (!Chosen.Enter(Edges.First + 62, out var block, out _)) return FibSampled(n);
            try { return Fib(n); }
            finally { ((DesignBlock*)block)->Top -= sizeof(uint); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int FibSampled(int n)
        {
            DesignBlock.Fill();
            return Fib(n);
        }
    }

    /// <summary>Copies for the finally, taken before the try.</summary>
    public readonly struct Copies : ITiny1, IDense, IFib, ISyncTask, IValueTaskSync
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => Shim(x) + 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Shim(int x)
        {
            if (!Edges.On) return Target(x);
            if (!Chosen.Enter(Edges.First + 70, out var b, out var f)) return Sampled(x);
            nint block = b, frame = f;
            try { return Target(x); }
            finally { Chosen.Exit(block, frame); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static uint IDense.Caller(uint x) => Dense.After(x, DenseShim(Dense.Before(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static uint DenseShim(uint x)
        {
            if (!Edges.On) return DenseTarget(x);
            if (!Chosen.Enter(Edges.First + 71, out var b, out var f)) return DenseSampled(x);
            nint block = b, frame = f;
            try { return DenseTarget(x); }
            finally { Chosen.Exit(block, frame); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Fib(int n) => n < 2 ? n : FibShim(n - 1) + FibShim(n - 2);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int FibShim(int n)
        {
            if (!Edges.On) return Fib(n);
            if (!Chosen.Enter(Edges.First + 72, out var b, out var f)) return FibSampled(n);
            nint block = b, frame = f;
            try { return Fib(n); }
            finally { Chosen.Exit(block, frame); }
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
            if (!Chosen.EnterAsync(Edges.First + 73, out var b, out var f)) return TaskSampled(x);
            nint block = b, frame = f;
            try { return TaskTarget(x); }
            finally { Chosen.Exit(block, frame); }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static int IValueTaskSync.Caller(int x) => ValueTaskSync.Take(ValueTaskShim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ValueTask<int> ValueTaskShim(int x)
        {
            if (!Edges.On) return ValueTaskTarget(x);
            if (!Chosen.EnterAsync(Edges.First + 74, out var b, out var f)) return ValueTaskSampled(x);
            nint block = b, frame = f;
            try { return ValueTaskTarget(x); }
            finally { Chosen.Exit(block, frame); }
        }
    }
}
