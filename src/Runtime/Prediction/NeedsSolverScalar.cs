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
            for (var place = starts[component]; place < starts[component + 1]; place++) if (!problem.IsFactored[place]) FrameElimination.Factor(problem, place);
            if (problem.Order.IsCyclic[component]) SolveCycle(problem, starts[component], starts[component + 1]);
            else for (var lane = 0; lane < Lanes; lane++) Store(ref problem.Needs[starts[component]], lane, Evaluate(problem, starts[component], lane));
            for (var place = starts[component]; place < starts[component + 1]; place++) for (var lane = 0; lane < Lanes; lane++) Scale(problem, place, lane);
        }
    }

    private static void SolveCycle(NeedsProblem problem, int start, int end)
    {
        for (var place = start; place < end; place++)
        {
            ref var terms = ref problem.Terms[place];
            for (var lane = 0; lane < Lanes; lane++) Store(ref problem.Needs[place], lane, ((terms.Measured[lane] * (1 - terms.Share[lane])) + (terms.Own[lane] * terms.Share[lane]), terms.OwnVariance[lane]));
        }
        var isSettled = new bool[Lanes];
        for (var sweep = 0; sweep < NeedsSolver.MaxSweeps && isSettled.Contains(false); sweep++)
        {
            for (var lane = 0; lane < Lanes; lane++) isSettled[lane] = Sweep(problem, start, end, lane);
        }
        for (var lane = 0; lane < Lanes; lane++)
        {
            for (var place = start; place < end && !isSettled[lane]; place++) Store(ref problem.Needs[place], lane, (problem.Terms[place].Fallback[lane], problem.Terms[place].FallbackVariance[lane]));
            for (var place = start; place < end; place++) Evaluate(problem, place, lane);
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
        ref var terms = ref problem.Terms[place];
        var first = problem.FirstState[place];
        var rows = problem.Rows.AsSpan(first, problem.FirstState[place + 1] - first);
        var mean = new double[rows.Length];
        var variance = new double[rows.Length];

        for (var i = 0; i < rows.Length; i++)
        {
            for (var entry = rows[i].Start; entry < rows[i].End; entry++) mean[i] += problem.Entries[entry].Probability * problem.Needs[problem.Entries[entry].Callee].Mean[lane];
        }
        Substitute(problem, place, mean);

        var measured = terms.Measured[lane] - mean[0];
        var own = double.IsNaN(terms.IsOwnUnknown[lane]) ? measured > 0 ? measured : 0 : terms.Own[lane];
        var gap = own / rows[0].Gaps;
        for (var i = 0; i < rows.Length; i++) mean[i] += gap * rows[i].Gaps;

        var gapVariance = terms.OwnVariance[lane] / rows[0].Gaps;
        for (var i = 0; i < rows.Length; i++)
        {
            variance[i] = SpreadOf(problem, rows[i], first, mean, mean[i] - (i == 1 ? 0 : gap), lane);
            if (i != 1) variance[i] += gapVariance;
        }
        Substitute(problem, place, variance);
        for (var i = 0; i < rows.Length; i++) Store(ref problem.Remaining[first + i], lane, (mean[i], variance[i]));

        var rest = 1 - terms.Share[lane];
        return ((rest * terms.Measured[lane]) + (terms.Share[lane] * mean[0]), (rest * terms.MeasuredVariance[lane]) + (terms.Share[lane] * variance[0]));
    }

    private static double SpreadOf(NeedsProblem problem, in StateRow row, int first, double[] mean, double center, int lane)
    {
        var sum = row.Return * center * center;
        if (row.Escape > 0) sum += row.Escape * (mean[1] - center) * (mean[1] - center);
        for (var entry = row.Start; entry < row.End; entry++)
        {
            ref var callee = ref problem.Needs[problem.Entries[entry].Callee];
            var off = callee.Mean[lane] + mean[problem.Entries[entry].Following - first] - center;
            sum += problem.Entries[entry].Probability * (callee.Variance[lane] + (off * off));
        }
        return sum;
    }

    private static void Substitute(NeedsProblem problem, int place, double[] x)
    {
        var size = x.Length - 1;
        if (size == 0) return;
        var first = problem.FirstState[place];
        var factors = problem.Factors.AsSpan(problem.FirstFactor[place], size * size);
        for (var k = size - 1; k > 0; k--)
        {
            for (var i = 0; i < k; i++) x[1 + i] += factors[(i * size) + k] * x[1 + k];
        }
        for (var k = 0; k < size; k++)
        {
            var sum = x[1 + k];
            for (var j = 0; j < k; j++) sum += factors[(k * size) + j] * x[1 + j];
            x[1 + k] = sum * factors[(k * size) + k];
        }
        ref var row = ref problem.Rows[first];
        var ahead = row.Escape * x[1];
        for (var entry = row.Start; entry < row.End; entry++) ahead += problem.Entries[entry].Probability * x[problem.Entries[entry].Following - first];
        x[0] += ahead;
    }

    private static void Scale(NeedsProblem problem, int place, int lane)
    {
        var first = problem.FirstState[place];
        var (mean, variance) = (problem.Remaining[first].Mean[lane], problem.Remaining[first].Variance[lane]);
        var (whole, wholeVariance) = (problem.Needs[place].Mean[lane], problem.Needs[place].Variance[lane]);
        var isKnown = mean > NeedsSolver.Least && double.IsFinite(mean) && double.IsFinite(variance);
        var perMean = isKnown ? 1 / mean : 0;
        var perGap = 1 / problem.Rows[first].Gaps;
        var factor = whole * perMean;
        var scaled = factor * factor * variance;
        var narrower = wholeVariance >= scaled || !isKnown ? factor * factor : wholeVariance / variance;
        var excess = isKnown ? wholeVariance - scaled is > 0 and var above ? above : 0 : wholeVariance;
        for (var state = first + 1; state < problem.FirstState[place + 1]; state++)
        {
            ref var remaining = ref problem.Remaining[state];
            var share = isKnown ? remaining.Mean[lane] * perMean : perGap * problem.Rows[state].Gaps;
            Store(ref remaining, lane, (share * whole, ((isKnown ? remaining.Variance[lane] : 0) * narrower) + (excess * share * share)));
        }
        Store(ref problem.Remaining[first], lane, (whole, wholeVariance));
    }

    private static void Store(ref NodeNeeds needs, int lane, (double Mean, double Variance) value)
    {
        needs.Mean = needs.Mean.WithElement(lane, value.Mean);
        needs.Variance = needs.Variance.WithElement(lane, value.Variance);
    }
}
