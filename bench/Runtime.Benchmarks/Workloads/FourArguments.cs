using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Benchmarks.Workloads;

/// <summary>A callee with as many argument features as a sample holds.</summary>
internal static class FourArguments
{
    private static readonly List<int> Items = [1, 2, 3];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Call(int units)
    {
        var sum = 0;
        for (var i = 0; i < units; i++) sum += Callee("text", Items, i, (i & 1) == 0);
        Sink.Take(sum);
        return units;
    }

    /// <summary>Makes the call in the model only, and reads what it needs.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Ask(int questions)
    {
        for (var i = 0; i < questions; i++) Consume(Shadows.FourArguments.Callee("text", Items, i, (i & 1) == 0).Needs);
        return questions;
    }

    [Shadowed]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Callee(string text, List<int> items, int n, bool flag) => flag ? n ^ 0x2A : text.Length + items.Count;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Consume(in ResourcePrediction prediction) => _ = prediction;
}
