using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Designs;

internal static unsafe partial class Shapes
{
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
}
