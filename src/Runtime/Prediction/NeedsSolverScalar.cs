using System.Runtime.Intrinsics;

namespace ShadowGen.Prediction;

/// <summary>The scalar twin of <see cref="NeedsSolver"/>: one resource after the other, equal to the last bit. It is what the vector code is held against.</summary>
internal static class NeedsSolverScalar
{
    private const int Lanes = 4;

    public static void Solve(NeedsProblem problem)
    {
        var starts = problem.Order.ComponentStart;
        for (var component = 0; component + 1 < starts.Length; component++)
        {
            if (problem.Order.IsCyclic[component]) SolveCycle(problem, starts[component], starts[component + 1]);
            else for (var lane = 0; lane < Lanes; lane++) Store(ref problem.Needs[starts[component]], lane, Evaluate(problem, starts[component], lane));
        }
    }

    private static void SolveCycle(NeedsProblem problem, int start, int end)
    {
        for (var place = start; place < end; place++) problem.Needs[place] = new() { Mean = problem.Terms[place].Own, Variance = problem.Terms[place].OwnVariance };
        var isSettled = new bool[Lanes];
        for (var sweep = 0; sweep < NeedsSolver.MaxSweeps && isSettled.Contains(false); sweep++)
        {
            for (var lane = 0; lane < Lanes; lane++) isSettled[lane] = Sweep(problem, start, end, lane);
        }
        for (var lane = 0; lane < Lanes; lane++)
        {
            if (isSettled[lane]) continue;
            for (var place = start; place < end; place++) Store(ref problem.Needs[place], lane, (problem.Terms[place].Fallback[lane], problem.Terms[place].FallbackVariance[lane]));
        }
    }

    private static bool Sweep(NeedsProblem problem, int start, int end, int lane)
    {
        var isSettled = true;
        for (var place = start; place < end; place++)
        {
            var next = Evaluate(problem, place, lane);
            isSettled &= IsNear(problem.Needs[place].Mean[lane], next.Mean) && IsNear(problem.Needs[place].Variance[lane], next.Variance);
            Store(ref problem.Needs[place], lane, next);
        }
        return isSettled;
    }

    private static bool IsNear(double old, double now) => double.IsFinite(now) && Math.Abs(now - old) <= Math.Abs(now) * NeedsSolver.Tolerance;

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
