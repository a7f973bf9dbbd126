using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Prediction;

/// <summary>
/// Expected needs of calls, and of what is left of them in each state of their frame: a Markov reward process (Howard 1960). The states of one frame are a small linear
/// system, which is eliminated exactly and without subtraction, so that a loop that goes on with probability 0.999999 costs neither sweeps nor digits (Grassmann, Taksar and
/// Heyman 1985). Between functions it is Gauss–Seidel with callees first: where no function calls itself, directly or not, one pass is exact. A cycle is swept until
/// it settles; one that does not (each call leads to one more, or nearly) takes the fallback, lane by lane, so that nothing diverges.
/// </summary>
/// <remarks>
/// With V(s) what is still to come in state s, g the cost of one stretch of own code, W(c) the need of a whole call of c: V(s) = g + Σ P(c|s)·(W(c) + V(after c)). The variance by the law
/// of total variance over what comes next: Var(s) = Var(g) + Σ P(c|s)·(Var W(c) + Var(after c) + (W(c) + V(after c) - u)²) + P(return|s)·u², with u = V(s) - g. The costs of
/// different calls and stretches are taken as independent. What was measured of whole calls then scales all states of the frame alike.
/// </remarks>
internal static class NeedsSolver
{
    public const double Tolerance = 1e-6;

    public const int MaxSweeps = 64;

    /// <summary>Costs below are none: their reciprocals would not be numbers.</summary>
    public const double Least = 1e-150;

    /// <summary>Fills <see cref="NeedsProblem.Needs"/> and <see cref="NeedsProblem.Remaining"/>. Does not allocate.</summary>
    public static void Solve(NeedsProblem problem)
    {
        var starts = problem.Order.ComponentStart;
        for (var component = 0; component + 1 < starts.Length; component++)
        {
            if (problem.Order.IsCyclic[component])
            {
                SolveCycle(problem, starts[component], starts[component + 1]);
                continue;
            }
            var place = starts[component];
            problem.Needs[place] = Evaluate(problem, place);
            Scale(problem, place);
        }
    }

    private static void SolveCycle(NeedsProblem problem, int start, int end)
    {
        var needs = problem.Needs.AsSpan(start, end - start);
        for (var i = 0; i < needs.Length; i++)
        {
            ref var terms = ref problem.Terms[start + i];
            needs[i] = new() { Mean = (terms.Measured * (Vector256<double>.One - terms.Share)) + (terms.Own * terms.Share), Variance = terms.OwnVariance };
        }
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
            if (Vector256.EqualsAll(settled.AsInt64(), Vector256<long>.AllBitsSet)) break;
        }
        for (var i = 0; i < needs.Length; i++)
        {
            needs[i].Mean = Vector256.ConditionalSelect(settled, needs[i].Mean, problem.Terms[start + i].Fallback);
            needs[i].Variance = Vector256.ConditionalSelect(settled, needs[i].Variance, problem.Terms[start + i].FallbackVariance);
        }
        for (var place = start; place < end; place++)
        {
            Evaluate(problem, place);
            Scale(problem, place);
        }
    }

    // Infinity is near to nothing, or a cycle would seem to settle there.
    private static Vector256<double> IsNear(Vector256<double> old, Vector256<double> now) =>
        Vector256.LessThanOrEqual(Vector256.Abs(now - old), Vector256.Abs(now) * Tolerance) & IsFinite(now);

    private static Vector256<double> IsFinite(Vector256<double> value) => Vector256.LessThan(Vector256.Abs(value), Vector256.Create(double.PositiveInfinity));

    /// <summary>What a whole call needs, given its callees' needs; leaves what the process says of its states in <see cref="NeedsProblem.Remaining"/>.</summary>
    private static NodeNeeds Evaluate(NeedsProblem problem, int place)
    {
        if (!problem.IsFactored[place]) FrameElimination.Factor(problem, place);
        ref var terms = ref problem.Terms[place];
        var first = problem.FirstState[place];
        var count = problem.FirstState[place + 1] - first;
        ref var states = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(problem.Remaining), first);
        ref var rows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(problem.Rows), first);
        ref var factors = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(problem.Factors), problem.FirstFactor[place]);

        for (var i = 0; i < count; i++) Unsafe.Add(ref states, i).Mean = CalleesOf(problem, Unsafe.Add(ref rows, i));
        Substitute(ref factors, ref states.Mean, count - 1);
        if (count > 1) states.Mean += Ahead(problem, rows, ref states.Mean, first);

        var own = Vector256.ConditionalSelect(terms.IsOwnUnknown, Positive(terms.Measured - states.Mean), terms.Own);
        var allGaps = Vector256.Create(rows.Gaps);
        var gap = own / allGaps;
        var gapVariance = terms.OwnVariance / allGaps;
        for (var i = 0; i < count; i++) Unsafe.Add(ref states, i).Mean += gap * Unsafe.Add(ref rows, i).Gaps;

        for (var i = 0; i < count; i++)
        {
            ref var state = ref Unsafe.Add(ref states, i);
            state.Variance = i == 1 ? SpreadOf(problem, Unsafe.Add(ref rows, i), ref states, first, state.Mean) : SpreadOf(problem, Unsafe.Add(ref rows, i), ref states, first, state.Mean - gap) + gapVariance;
        }
        Substitute(ref factors, ref states.Variance, count - 1);
        if (count > 1) states.Variance += Ahead(problem, rows, ref states.Variance, first);

        var rest = Vector256<double>.One - terms.Share;
        return new() { Mean = (rest * terms.Measured) + (terms.Share * states.Mean), Variance = (rest * terms.MeasuredVariance) + (terms.Share * states.Variance) };
    }

    // The callees that may come next, times their needs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> CalleesOf(NeedsProblem problem, in StateRow row)
    {
        ref var needs = ref MemoryMarshal.GetArrayDataReference(problem.Needs);
        ref var entries = ref MemoryMarshal.GetArrayDataReference(problem.Entries);
        var sum = Vector256<double>.Zero;
        for (var i = row.Start; i < row.End; i++)
        {
            ref var entry = ref Unsafe.Add(ref entries, i);
            sum += Vector256.Create(entry.Probability) * Unsafe.Add(ref needs, entry.Callee).Mean;
        }
        return sum;
    }

    // What is still to come after the next call, for the first state: nothing leads back to it, so that it is not part of the system. Means, or variances.
    private static Vector256<double> Ahead(NeedsProblem problem, in StateRow row, ref Vector256<double> states, int first)
    {
        var sum = Vector256.Create(row.Escape) * At(ref states, 1);
        foreach (ref readonly var entry in problem.Entries.AsSpan(row.Start, row.End - row.Start)) sum += Vector256.Create(entry.Probability) * At(ref states, entry.Following - first);
        return sum;
    }

    // The part of a state's variance that does not come from the states after it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> SpreadOf(NeedsProblem problem, in StateRow row, ref NodeNeeds states, int first, Vector256<double> center)
    {
        ref var needs = ref MemoryMarshal.GetArrayDataReference(problem.Needs);
        ref var entries = ref MemoryMarshal.GetArrayDataReference(problem.Entries);
        var sum = Vector256.Create(row.Return) * center * center;
        if (row.Escape > 0)
        {
            var off = Unsafe.Add(ref states, 1).Mean - center;
            sum += Vector256.Create(row.Escape) * off * off;
        }
        for (var i = row.Start; i < row.End; i++)
        {
            ref var entry = ref Unsafe.Add(ref entries, i);
            ref var callee = ref Unsafe.Add(ref needs, entry.Callee);
            var off = callee.Mean + Unsafe.Add(ref states, entry.Following - first).Mean - center;
            sum += Vector256.Create(entry.Probability) * (callee.Variance + (off * off));
        }
        return sum;
    }

    // Solves for the means, or the variances, of the states from the second on, in place: those that were eliminated last come first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Substitute(ref double factors, ref Vector256<double> states, int size)
    {
        for (var k = size - 1; k > 0; k--)
        {
            var known = At(ref states, 1 + k);
            for (var i = 0; i < k; i++) At(ref states, 1 + i) += Vector256.Create(Unsafe.Add(ref factors, (i * size) + k)) * known;
        }
        for (var k = 0; k < size; k++)
        {
            ref var line = ref Unsafe.Add(ref factors, k * size);
            var sum = At(ref states, 1 + k);
            for (var j = 0; j < k; j++) sum += Vector256.Create(Unsafe.Add(ref line, j)) * At(ref states, 1 + j);
            At(ref states, 1 + k) = sum * Unsafe.Add(ref line, k);
        }
    }

    // A mean and a variance take turns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref Vector256<double> At(ref Vector256<double> states, int index) => ref Unsafe.Add(ref states, 2 * index);

    // States of a call that needs more, or varies more, than the process says, need and vary more in the same proportion.
    private static void Scale(NeedsProblem problem, int place)
    {
        var first = problem.FirstState[place];
        var count = problem.FirstState[place + 1] - first;
        ref var states = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(problem.Remaining), first);
        ref var rows = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(problem.Rows), first);
        var whole = problem.Needs[place];
        var start = states;
        var isKnown = Vector256.GreaterThan(start.Mean, Vector256.Create(Least)) & IsFinite(start.Mean) & IsFinite(start.Variance);
        var perMean = Vector256.ConditionalSelect(isKnown, Vector256<double>.One / start.Mean, Vector256<double>.Zero);
        var perGap = Vector256.Create(1 / rows.Gaps);
        var factor = whole.Mean * perMean;
        var scaled = factor * factor * start.Variance;
        var isWider = Vector256.GreaterThanOrEqual(whole.Variance, scaled);
        var narrower = Vector256.ConditionalSelect(isWider | ~isKnown, factor * factor, whole.Variance / start.Variance);
        var excess = Vector256.ConditionalSelect(isKnown, Positive(whole.Variance - scaled), whole.Variance);
        for (var i = 1; i < count; i++)
        {
            ref var state = ref Unsafe.Add(ref states, i);
            // Where the process knows of no cost at all, the stretches of own code share what there is.
            var share = Vector256.ConditionalSelect(isKnown, state.Mean * perMean, perGap * Unsafe.Add(ref rows, i).Gaps);
            state.Mean = share * whole.Mean;
            state.Variance = (Vector256.ConditionalSelect(isKnown, state.Variance, Vector256<double>.Zero) * narrower) + (excess * share * share);
        }
        states = whole;
    }

    private static Vector256<double> Positive(Vector256<double> value) => Vector256.ConditionalSelect(Vector256.GreaterThan(value, Vector256<double>.Zero), value, Vector256<double>.Zero);
}
