using System.Runtime.Intrinsics;

namespace ShadowGen.Prediction;

/// <summary>The scalar twin of <see cref="NeedsSolver"/>: one resource after the other, equal to the last bit. It is what the vector code is held against.</summary>
internal static class NeedsSolverScalar
{
    public static void Solve(NeedsProblem problem)
    {
        var starts = problem.Order.ComponentStart;
        for (var component = 0; component + 1 < starts.Length; component++)
        {
            for (var lane = 0; lane < Vector256<double>.Count; lane++)
            {
                if (problem.Order.IsCyclic[component]) SolveCycle(problem, starts[component], starts[component + 1], lane);
                else Store(ref problem.Needs[starts[component]], lane, Evaluate(problem, starts[component], lane));
            }
        }
    }

    private static void SolveCycle(NeedsProblem problem, int start, int end, int lane)
    {
        for (var i = start; i < end; i++) Store(ref problem.Needs[i], lane, (problem.Terms[i].Own[lane], problem.Terms[i].OwnVariance[lane]));
        for (var sweep = 0; sweep < NeedsSolver.MaxSweeps; sweep++)
        {
            var isSettled = true;
            for (var i = start; i < end; i++)
            {
                var next = Evaluate(problem, i, lane);
                isSettled &= IsNear(problem.Needs[i].Mean[lane], next.Mean) && IsNear(problem.Needs[i].Variance[lane], next.Variance);
                Store(ref problem.Needs[i], lane, next);
            }
            if (isSettled) return;
        }
        for (var i = start; i < end; i++) Store(ref problem.Needs[i], lane, (problem.Terms[i].Fallback[lane], problem.Terms[i].FallbackVariance[lane]));
    }

    private static bool IsNear(double old, double now) => Math.Abs(now - old) <= Math.Abs(now) * NeedsSolver.Tolerance;

    private static (double Mean, double Variance) Evaluate(NeedsProblem problem, int place, int lane)
    {
        double mean = 0, variance = 0;
        for (var entry = problem.RowStart[place]; entry < problem.RowStart[place + 1]; entry++)
        {
            var callee = problem.Needs[problem.Callee[entry]];
            mean += problem.Calls[entry] * callee.Mean[lane];
            variance += (problem.Calls[entry] * callee.Variance[lane]) + (problem.CallsVariance[entry] * callee.Mean[lane] * callee.Mean[lane]);
        }
        var terms = problem.Terms[place];
        return (terms.Own[lane] + (terms.Share[lane] * mean), terms.OwnVariance[lane] + (terms.Share[lane] * variance));
    }

    private static void Store(ref NodeNeeds needs, int lane, (double Mean, double Variance) value)
    {
        needs.Mean = needs.Mean.WithElement(lane, value.Mean);
        needs.Variance = needs.Variance.WithElement(lane, value.Variance);
    }
}
