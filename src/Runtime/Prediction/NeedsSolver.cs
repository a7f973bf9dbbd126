using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Prediction;

/// <summary>
/// Expected needs down the graph: value iteration for a Markov reward process (Howard 1960), as Gauss–Seidel with callees first. Where no function calls
/// itself, directly or not, one pass is exact. A cycle is swept until it settles; one that does not (each call leads to one more, or nearly) takes the
/// fallback, lane by lane, so that nothing diverges.
/// </summary>
/// <remarks>
/// Mean and variance of a compound sum: with K calls of a callee of cost X, the mean is E[K]·E[X], the variance E[K]·Var[X] + Var[K]·E[X]². Costs of different calls
/// are taken as independent.
/// </remarks>
internal static class NeedsSolver
{
    public const double Tolerance = 1e-6;

    public const int MaxSweeps = 64;

    /// <summary>Fills <see cref="NeedsProblem.Needs"/>. Does not allocate.</summary>
    public static void Solve(NeedsProblem problem)
    {
        var starts = problem.Order.ComponentStart;
        for (var component = 0; component + 1 < starts.Length; component++)
        {
            if (problem.Order.IsCyclic[component]) SolveCycle(problem, starts[component], starts[component + 1]);
            else problem.Needs[starts[component]] = Evaluate(problem, starts[component]);
        }
    }

    private static void SolveCycle(NeedsProblem problem, int start, int end)
    {
        var needs = problem.Needs.AsSpan(start, end - start);
        for (var i = 0; i < needs.Length; i++) needs[i] = new() { Mean = problem.Terms[start + i].Own, Variance = problem.Terms[start + i].OwnVariance };
        var settled = Vector256<double>.Zero;
        for (var sweep = 0; sweep < MaxSweeps; sweep++)
        {
            settled = Vector256<double>.AllBitsSet;
            for (var i = 0; i < needs.Length; i++)
            {
                var next = Evaluate(problem, start + i);
                settled &= IsNear(needs[i].Mean, next.Mean) & IsNear(needs[i].Variance, next.Variance);
                needs[i] = next;
            }
            // Compared as integers: the bits of "true" are a NaN.
            if (Vector256.EqualsAll(settled.AsInt64(), Vector256<long>.AllBitsSet)) return;
        }
        for (var i = 0; i < needs.Length; i++)
        {
            needs[i].Mean = Vector256.ConditionalSelect(settled, needs[i].Mean, problem.Terms[start + i].Fallback);
            needs[i].Variance = Vector256.ConditionalSelect(settled, needs[i].Variance, problem.Terms[start + i].FallbackVariance);
        }
    }

    // Infinity is near to nothing, or a cycle would seem to settle there.
    private static Vector256<double> IsNear(Vector256<double> old, Vector256<double> now) =>
        Vector256.LessThanOrEqual(Vector256.Abs(now - old), Vector256.Abs(now) * Tolerance) & Vector256.LessThan(Vector256.Abs(now), Vector256.Create(double.PositiveInfinity));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static NodeNeeds Evaluate(NeedsProblem problem, int place)
    {
        ref var needs = ref MemoryMarshal.GetArrayDataReference(problem.Needs);
        ref var callees = ref MemoryMarshal.GetArrayDataReference(problem.Callee);
        ref var calls = ref MemoryMarshal.GetArrayDataReference(problem.Calls);
        ref var callsVariance = ref MemoryMarshal.GetArrayDataReference(problem.CallsVariance);
        var mean = Vector256<double>.Zero;
        var variance = Vector256<double>.Zero;
        var end = problem.RowStart[place + 1];
        for (var entry = problem.RowStart[place]; entry < end; entry++)
        {
            ref var callee = ref Unsafe.Add(ref needs, Unsafe.Add(ref callees, entry));
            var m = Vector256.Create(Unsafe.Add(ref calls, entry));
            var k = Vector256.Create(Unsafe.Add(ref callsVariance, entry));
            mean += m * callee.Mean;
            variance += (m * callee.Variance) + (k * callee.Mean * callee.Mean);
        }
        ref var terms = ref problem.Terms[place];
        return new() { Mean = terms.Own + (terms.Share * mean), Variance = terms.OwnVariance + (terms.Share * variance) };
    }
}
