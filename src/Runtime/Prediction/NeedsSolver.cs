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
        var states = problem.Remaining.AsSpan(problem.FirstState[place], problem.FirstState[place + 1] - problem.FirstState[place]);
        var rows = problem.Rows.AsSpan(problem.FirstState[place], states.Length);
        var factors = problem.Factors.AsSpan(problem.FirstFactor[place], (states.Length - 1) * (states.Length - 1));

        for (var i = 0; i < states.Length; i++) states[i].Mean = CalleesOf(problem, rows[i]);
        Substitute(factors, states);
        states[0].Mean += Ahead(problem, rows[0], states);

        var own = Vector256.ConditionalSelect(terms.IsOwnUnknown, Positive(terms.Measured - states[0].Mean), terms.Own);
        var gap = own / Vector256.Create(rows[0].Gaps);
        for (var i = 0; i < states.Length; i++) states[i].Mean += gap * rows[i].Gaps;

        var gapVariance = terms.OwnVariance / Vector256.Create(rows[0].Gaps);
        for (var i = 0; i < states.Length; i++)
        {
            var isBase = i == 1;
            states[i].Variance = SpreadOf(problem, rows[i], states, states[i].Mean - (isBase ? default : gap));
            if (!isBase) states[i].Variance += gapVariance;
        }
        SubstituteVariance(factors, states);
        states[0].Variance += AheadVariance(problem, rows[0], states);

        var rest = Vector256<double>.One - terms.Share;
        return new() { Mean = (rest * terms.Measured) + (terms.Share * states[0].Mean), Variance = (rest * terms.MeasuredVariance) + (terms.Share * states[0].Variance) };
    }

    // The callees that may come next, times their needs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> CalleesOf(NeedsProblem problem, in StateRow row)
    {
        ref var needs = ref MemoryMarshal.GetArrayDataReference(problem.Needs);
        ref var calls = ref MemoryMarshal.GetArrayDataReference(problem.EntryCall);
        ref var callees = ref MemoryMarshal.GetArrayDataReference(problem.Callee);
        ref var probability = ref MemoryMarshal.GetArrayDataReference(problem.Probability);
        var sum = Vector256<double>.Zero;
        for (var entry = row.Start; entry < row.End; entry++)
        {
            var callee = Unsafe.Add(ref callees, Unsafe.Add(ref calls, entry));
            sum += Vector256.Create(Unsafe.Add(ref probability, entry)) * Unsafe.Add(ref needs, callee).Mean;
        }
        return sum;
    }

    // What is still to come after the next call, for the first state: nothing leads back to it, so that it is not part of the system.
    private static Vector256<double> Ahead(NeedsProblem problem, in StateRow row, ReadOnlySpan<NodeNeeds> states)
    {
        if (states.Length == 1) return default;
        var sum = Vector256.Create(row.Escape) * states[1].Mean;
        for (var entry = row.Start; entry < row.End; entry++) sum += Vector256.Create(problem.Probability[entry]) * problem.Remaining[problem.Following[problem.EntryCall[entry]]].Mean;
        return sum;
    }

    private static Vector256<double> AheadVariance(NeedsProblem problem, in StateRow row, ReadOnlySpan<NodeNeeds> states)
    {
        if (states.Length == 1) return default;
        var sum = Vector256.Create(row.Escape) * states[1].Variance;
        for (var entry = row.Start; entry < row.End; entry++) sum += Vector256.Create(problem.Probability[entry]) * problem.Remaining[problem.Following[problem.EntryCall[entry]]].Variance;
        return sum;
    }

    // The part of a state's variance that does not come from the states after it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> SpreadOf(NeedsProblem problem, in StateRow row, ReadOnlySpan<NodeNeeds> states, Vector256<double> center)
    {
        ref var needs = ref MemoryMarshal.GetArrayDataReference(problem.Needs);
        ref var remaining = ref MemoryMarshal.GetArrayDataReference(problem.Remaining);
        ref var calls = ref MemoryMarshal.GetArrayDataReference(problem.EntryCall);
        ref var callees = ref MemoryMarshal.GetArrayDataReference(problem.Callee);
        ref var following = ref MemoryMarshal.GetArrayDataReference(problem.Following);
        ref var probability = ref MemoryMarshal.GetArrayDataReference(problem.Probability);
        var sum = Vector256.Create(row.Return) * center * center;
        if (row.Escape > 0)
        {
            var off = states[1].Mean - center;
            sum += Vector256.Create(row.Escape) * off * off;
        }
        for (var entry = row.Start; entry < row.End; entry++)
        {
            var call = Unsafe.Add(ref calls, entry);
            ref var callee = ref Unsafe.Add(ref needs, Unsafe.Add(ref callees, call));
            var off = callee.Mean + Unsafe.Add(ref remaining, Unsafe.Add(ref following, call)).Mean - center;
            sum += Vector256.Create(Unsafe.Add(ref probability, entry)) * (callee.Variance + (off * off));
        }
        return sum;
    }

    // Solves for the states from the second on, in place: those that were eliminated last come first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Substitute(ReadOnlySpan<double> factors, Span<NodeNeeds> states)
    {
        var size = states.Length - 1;
        for (var k = size - 1; k > 0; k--)
        {
            var known = states[1 + k].Mean;
            for (var i = 0; i < k; i++) states[1 + i].Mean += Vector256.Create(factors[(i * size) + k]) * known;
        }
        for (var k = 0; k < size; k++)
        {
            var sum = states[1 + k].Mean;
            for (var j = 0; j < k; j++) sum += Vector256.Create(factors[(k * size) + j]) * states[1 + j].Mean;
            states[1 + k].Mean = sum * factors[(k * size) + k];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SubstituteVariance(ReadOnlySpan<double> factors, Span<NodeNeeds> states)
    {
        var size = states.Length - 1;
        for (var k = size - 1; k > 0; k--)
        {
            var known = states[1 + k].Variance;
            for (var i = 0; i < k; i++) states[1 + i].Variance += Vector256.Create(factors[(i * size) + k]) * known;
        }
        for (var k = 0; k < size; k++)
        {
            var sum = states[1 + k].Variance;
            for (var j = 0; j < k; j++) sum += Vector256.Create(factors[(k * size) + j]) * states[1 + j].Variance;
            states[1 + k].Variance = sum * factors[(k * size) + k];
        }
    }

    // States of a call that needs more, or varies more, than the process says, need and vary more in the same proportion.
    private static void Scale(NeedsProblem problem, int place)
    {
        var states = problem.Remaining.AsSpan(problem.FirstState[place], problem.FirstState[place + 1] - problem.FirstState[place]);
        ref readonly var whole = ref problem.Needs[place];
        var start = states[0];
        var isKnown = Vector256.GreaterThan(start.Mean, Vector256<double>.Zero) & IsFinite(start.Mean) & IsFinite(start.Variance);
        var factor = Vector256.ConditionalSelect(isKnown, whole.Mean / start.Mean, Vector256<double>.Zero);
        var square = factor * factor;
        var excess = Positive(whole.Variance - (square * start.Variance));
        var isWider = Vector256.GreaterThanOrEqual(whole.Variance, square * start.Variance);
        var shrink = Vector256.ConditionalSelect(isWider, square, whole.Variance / start.Variance);
        var gaps = Vector256.Create(problem.Rows[problem.FirstState[place]].Gaps);
        for (var i = 1; i < states.Length; i++)
        {
            // Where the process knows of no cost at all, the stretches of own code share what there is.
            var share = Vector256.ConditionalSelect(isKnown, states[i].Mean / start.Mean, Vector256.Create(problem.Rows[problem.FirstState[place] + i].Gaps) / gaps);
            states[i].Mean = share * whole.Mean;
            states[i].Variance = Vector256.ConditionalSelect(isKnown, (states[i].Variance * shrink) + (excess * share * share), whole.Variance * share * share);
        }
        states[0] = whole;
    }

    private static Vector256<double> Positive(Vector256<double> value) => Vector256.ConditionalSelect(Vector256.GreaterThan(value, Vector256<double>.Zero), value, Vector256<double>.Zero);
}
