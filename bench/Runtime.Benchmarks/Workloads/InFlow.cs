using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Benchmarks.Workloads;

/// <summary>Runs a whole batch inside one flow, as a request does: what opening it costs is spread over thousands of calls, and <c>root</c> measures it alone.</summary>
internal static class InFlow
{
    public static Batch Of(Batch batch) => units => Body(batch, units).GetAwaiter().GetResult();

    [Shadowed]
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Task<long> Body(Batch batch, int units) => Task.FromResult(batch(units));
}
