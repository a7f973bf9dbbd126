using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Benchmarks.Workloads;

/// <summary>An async callee that really suspends, inside a flow: the thread changes, or at least its context does, twice a call.</summary>
internal interface IYieldAsync
{
    /// <summary>Awaits <paramref name="calls"/> calls, one after the other.</summary>
    public static abstract Task<int> Drive(int calls);
}

internal static class YieldAsync
{
    public const string Name = "yield";
    private const int CallsPerUnit = 64;

    public static Batch Of<T>() where T : struct, IYieldAsync => units =>
    {
        var calls = units * CallsPerUnit;
        Sink.Take(T.Drive(calls).GetAwaiter().GetResult());
        return calls;
    };

    public readonly struct Plain : IYieldAsync
    {
        public static Task<int> Drive(int calls) => Loop(calls);

        internal static async Task<int> Loop(int calls)
        {
            var sum = 0;
            for (var i = 0; i < calls; i++) sum += await Step(i).ConfigureAwait(false);
            return sum;
        }

        internal static async Task<int> Step(int x)
        {
            await Task.Yield();
            return x ^ 0x2A;
        }
    }

    public readonly struct Control : IYieldAsync
    {
        public static Task<int> Drive(int calls) => Loop(calls);

        internal static async Task<int> Loop(int calls)
        {
            var sum = 0;
            for (var i = 0; i < calls; i++) sum += await Step(i).ConfigureAwait(false);
            return sum;
        }

        internal static async Task<int> Step(int x)
        {
            await Task.Yield();
            return x ^ 0x2A;
        }
    }

    public readonly struct Shadowed : IYieldAsync
    {
        public static Task<int> Drive(int calls) => Loop(calls);

        [Shadowed]
        internal static async Task<int> Loop(int calls)
        {
            var sum = 0;
            for (var i = 0; i < calls; i++) sum += await Step(i).ConfigureAwait(false);
            return sum;
        }

        [Shadowed]
        internal static async Task<int> Step(int x)
        {
            await Task.Yield();
            return x ^ 0x2A;
        }
    }
}
