using System.Runtime.CompilerServices;

namespace ShadowGen.Prediction;

/// <summary>
/// Makes the transition probabilities of one frame from what windows of calls showed and from exact counts. Windows tell what depends on the last call; exact counts tell how
/// often each callee is called, and that each call returns once. Iterative proportional fitting (Deming and Stephan 1940) changes the former as little as it can be, in
/// the sense of relative entropy, so that the latter hold: what windows are blind to (a return that none of them lasted to see) comes out right. Engine thread only.
/// </summary>
/// <remarks>
/// A state that was seen n times has the state-independent outcomes mixed in as if they had come <see cref="PriorStrength"/> times more (a Dirichlet prior whose mean is
/// the exact counts): so a state that was never seen is like all others, calls follow one another independently, and no state is without successors.
/// </remarks>
internal sealed class SiblingFit
{
    /// <summary>How many outcomes the exact counts are worth beside those that were seen in a state.</summary>
    public const double PriorStrength = 2;

    private const int MaxRounds = 50;
    private const double Tolerance = 1e-6;

    private double[] _target = [];
    private double[] _prior = [];
    private double[] _factor = [];
    private double[] _sum = [];

    /// <summary>Fills the rows of a place.</summary>
    /// <param name="problem">What to fill.</param>
    /// <param name="place">A place that calls.</param>
    /// <param name="edgeCalls">Exact calls by edge of the graph.</param>
    /// <param name="nodeCalls">Exact calls of the node at this place; above 0.</param>
    /// <param name="seen">What windows showed.</param>
    public void Fill(NeedsProblem problem, int place, ReadOnlySpan<long> edgeCalls, long nodeCalls, TransitionRows seen)
    {
        var first = problem.FirstState[place];
        var rows = problem.Rows.AsSpan(first, problem.FirstState[place + 1] - first);
        var firstCall = problem.FirstCall[place];
        var calls = problem.FirstCall[place + 1] - firstCall;
        Prepare(problem, calls);
        var target = _target.AsSpan(0, calls + 1);
        var expected = 0.0;
        for (var call = 0; call < calls; call++) expected += target[call] = (double)edgeCalls[problem.Edge[firstCall + call]] / nodeCalls;
        target[calls] = 1;
        for (var outcome = 0; outcome <= calls; outcome++) _prior[outcome] = target[outcome] / (1 + expected);

        Seed(problem, place, ref rows[0], seen);
        var isSeen = rows[0].End > rows[0].Start || rows[0].Return > 0;
        var untold = expected;
        for (var i = 2; i < rows.Length; i++)
        {
            Seed(problem, place, ref rows[i], seen);
            isSeen |= rows[i].End > rows[i].Start || rows[i].Return > 0;
            untold -= (double)edgeCalls[rows[i].Edge] / nodeCalls;
        }
        _factor.AsSpan(0, calls + 1).Fill(1);
        if (isSeen) Fit(problem, rows, firstCall, calls, edgeCalls, nodeCalls, Math.Max(0, untold));
        Normalize(problem, rows, firstCall, calls);
        problem.IsFactored[place] = false;
    }

    private void Prepare(NeedsProblem problem, int calls)
    {
        if (_target.Length <= calls)
        {
            var size = Math.Max(64, 2 * calls);
            (_target, _prior, _factor, _sum) = (new double[size], new double[size], new double[size], new double[size]);
        }
    }

    // Counts stand in for probabilities until the end; the escape holds what is not kept apart, and the prior's strength.
    private static void Seed(NeedsProblem problem, int place, ref StateRow row, TransitionRows seen)
    {
        var node = problem.Order.NodeAt[place];
        var sibling = row.Edge < 0 ? 0 : 1 + problem.Order.NodeAt[problem.Callee[CallOf(problem, place, row.Edge)]];
        ref var known = ref seen.Find(TransitionRow.KeyOf(node, sibling));
        row.End = row.Start;
        row.Return = 0;
        row.Escape = PriorStrength;
        if (Unsafe.IsNullRef(ref known)) return;
        var capacity = Math.Min(problem.FirstCall[place + 1] - problem.FirstCall[place], TransitionRow.Outcomes);
        row.Escape += known.Other;
        for (var i = 0; i < TransitionRow.Outcomes; i++)
        {
            var count = known.CountAt(i);
            if (count == 0) continue;
            if (known.OutcomeAt(i) == TransitionRow.Return) row.Return = count;
            else if (CallTo(problem, place, known.OutcomeAt(i) - 1) is >= 0 and var call && row.End - row.Start < capacity)
                problem.Append(ref row, call, count);
        }
    }

    private void Fit(NeedsProblem problem, Span<StateRow> rows, int firstCall, int calls, ReadOnlySpan<long> edgeCalls, long nodeCalls, double untold)
    {
        var sum = _sum.AsSpan(0, calls + 1);
        var factor = _factor.AsSpan(0, calls + 1);
        for (var round = 0; round < MaxRounds; round++)
        {
            sum.Clear();
            var prior = 0.0;
            for (var outcome = 0; outcome <= calls; outcome++) prior += _prior[outcome] * factor[outcome];
            var escapes = untold / prior;
            for (var i = 0; i < rows.Length; i++)
            {
                if (i == 1) continue;
                ref var row = ref rows[i];
                var scale = (i == 0 ? 1 : (double)edgeCalls[row.Edge] / nodeCalls) / TotalOf(problem, row, firstCall, calls, prior);
                escapes += scale * row.Escape;
                sum[calls] += scale * row.Return;
                for (var entry = row.Start; entry < row.End; entry++) sum[problem.Entries[entry].Call - firstCall] += scale * problem.Entries[entry].Probability;
            }
            var off = 0.0;
            for (var outcome = 0; outcome <= calls; outcome++)
            {
                var next = _target[outcome] / (sum[outcome] + (escapes * _prior[outcome]));
                off = Math.Max(off, Math.Abs(next - factor[outcome]) / next);
                factor[outcome] = next;
            }
            if (off < Tolerance) return;
        }
    }

    private double TotalOf(NeedsProblem problem, in StateRow row, int firstCall, int calls, double prior)
    {
        var total = (row.Escape * prior) + (row.Return * _factor[calls]);
        for (var entry = row.Start; entry < row.End; entry++) total += problem.Entries[entry].Probability * _factor[problem.Entries[entry].Call - firstCall];
        return total;
    }

    private void Normalize(NeedsProblem problem, Span<StateRow> rows, int firstCall, int calls)
    {
        var prior = 0.0;
        for (var outcome = 0; outcome <= calls; outcome++) prior += _prior[outcome] * _factor[outcome];
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 1) continue;
            ref var row = ref rows[i];
            var total = TotalOf(problem, row, firstCall, calls, prior);
            row.Escape *= prior / total;
            row.Return *= _factor[calls] / total;
            for (var entry = row.Start; entry < row.End; entry++) problem.Entries[entry].Probability *= _factor[problem.Entries[entry].Call - firstCall] / total;
        }
        ref var common = ref rows[1];
        common.Escape = 0;
        common.Return = _prior[calls] * _factor[calls] / prior;
        common.End = common.Start;
        for (var call = 0; call < calls; call++)
            problem.Append(ref common, firstCall + call, _prior[call] * _factor[call] / prior);
    }

    private static int CallOf(NeedsProblem problem, int place, int edge)
    {
        var calls = problem.Edge.AsSpan(problem.FirstCall[place], problem.FirstCall[place + 1] - problem.FirstCall[place]);
        return problem.FirstCall[place] + calls.BinarySearch(edge);
    }

    private static int CallTo(NeedsProblem problem, int place, int node)
    {
        if ((uint)node >= (uint)problem.Order.PlaceOf.Length) return -1;
        var calls = problem.Callee.AsSpan(problem.FirstCall[place], problem.FirstCall[place + 1] - problem.FirstCall[place]);
        return calls.IndexOf(problem.Order.PlaceOf[node]) is >= 0 and var at ? problem.FirstCall[place] + at : -1;
    }
}
