using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Designs;

internal static unsafe partial class Shapes
{
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

    /// <summary>One local takes the result of either path, so that one struct is zeroed and copied instead of two.</summary>
    public readonly struct OneResult : IValueTaskSync
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => ValueTaskSync.Take(Shim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ValueTask<int> Shim(int x)
        {
            if (!Edges.On) return ValueTaskTarget(x);
            ValueTask<int> result;
            if (Lean.EnterAsync(Edges.First + 80, out var b, out var f))
            {
                nint block = b, frame = f;
                try { result = ValueTaskTarget(x); }
                finally { Lean.Exit(block, frame); }
            }
            else
            {
                result = ValueTaskSampled(x);
            }
            return result;
        }
    }

    /// <summary>The finally pops by decrement: one local less to keep.</summary>
    public readonly struct Decrement : IValueTaskSync
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Caller(int x) => ValueTaskSync.Take(Shim(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ValueTask<int> Shim(int x)
        {
            if (!Edges.On) return ValueTaskTarget(x);
            if (!Lean.EnterAsync(Edges.First + 81, out var b, out _)) return ValueTaskSampled(x);
            var block = b;
            try { return ValueTaskTarget(x); }
            finally { ((DesignBlock*)block)->Top -= sizeof(uint); }
        }
    }
}
