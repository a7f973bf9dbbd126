using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShadowGen.Prediction;

/// <summary>
/// Eliminates the states of one frame from the last to the first (Grassmann, Taksar and Heyman, "Regenerative analysis and steady state distributions for Markov chains",
/// 1985): what leaves a state is summed rather than taken from 1, so that nothing cancels however seldom a loop ends.
/// </summary>
/// <remarks>
/// Of the matrix that is left, row k holds left of the diagonal where state k leads once the states after it are gone, on the diagonal the reciprocal of what leaves it, and
/// column k above the diagonal how much of state k each earlier state takes over.
/// </remarks>
internal static class FrameElimination
{
    // A frame that never ends by its counts: once in 10¹² stretches it does.
    private const double LeastLeaving = 1e-12;

    public static void Factor(NeedsProblem problem, int place)
    {
        var first = problem.FirstState[place];
        var rows = problem.Rows.AsSpan(first, problem.FirstState[place + 1] - first);
        var size = rows.Length - 1;
        ref var matrix = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(problem.Factors), problem.FirstFactor[place]);
        Span<double> returns = stackalloc double[NeedsProblem.MaxSiblings + 1];
        problem.Factors.AsSpan(problem.FirstFactor[place], size * size).Clear();
        for (var i = 0; i < size; i++)
        {
            ref var row = ref rows[1 + i];
            returns[i] = row.Return;
            ref var line = ref Unsafe.Add(ref matrix, i * size);
            line += row.Escape;
            foreach (ref readonly var entry in problem.Entries.AsSpan(row.Start, row.End - row.Start)) Unsafe.Add(ref line, entry.Following - first - 1) += entry.Probability;
        }
        for (var k = size - 1; k >= 0; k--)
        {
            ref var gone = ref Unsafe.Add(ref matrix, k * size);
            var leaving = returns[k];
            for (var j = 0; j < k; j++) leaving += Unsafe.Add(ref gone, j);
            var scale = 1 / Math.Max(leaving, LeastLeaving);
            Unsafe.Add(ref gone, k) = scale;
            for (var i = 0; i < k; i++)
            {
                ref var line = ref Unsafe.Add(ref matrix, i * size);
                var taken = Unsafe.Add(ref line, k) * scale;
                Unsafe.Add(ref line, k) = taken;
                if (taken == 0) continue;
                returns[i] += taken * returns[k];
                for (var j = 0; j < k; j++) Unsafe.Add(ref line, j) += taken * Unsafe.Add(ref gone, j);
            }
        }
        CountGaps(problem, rows, ref matrix);
        problem.IsFactored[place] = true;
    }

    // Each state but the second begins with a stretch of own code.
    private static void CountGaps(NeedsProblem problem, Span<StateRow> rows, ref double matrix)
    {
        var size = rows.Length - 1;
        for (var i = 0; i < rows.Length; i++) rows[i].Gaps = i == 1 ? 0 : 1;
        for (var k = size - 1; k > 0; k--)
        {
            var known = rows[1 + k].Gaps;
            for (var i = 0; i < k; i++) rows[1 + i].Gaps += Unsafe.Add(ref matrix, (i * size) + k) * known;
        }
        for (var k = 0; k < size; k++)
        {
            var sum = rows[1 + k].Gaps;
            for (var j = 0; j < k; j++) sum += Unsafe.Add(ref matrix, (k * size) + j) * rows[1 + j].Gaps;
            rows[1 + k].Gaps = sum * Unsafe.Add(ref matrix, (k * size) + k);
        }
        if (size == 0) return;
        ref var start = ref rows[0];
        start.Gaps += start.Escape * rows[1].Gaps;
        foreach (ref readonly var entry in problem.Entries.AsSpan(start.Start, start.End - start.Start)) start.Gaps += entry.Probability * problem.Rows[entry.Following].Gaps;
    }
}
