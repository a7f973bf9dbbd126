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
        var matrix = problem.Factors.AsSpan(problem.FirstFactor[place], size * size);
        Span<double> returns = stackalloc double[NeedsProblem.MaxSiblings + 1];
        matrix.Clear();
        for (var i = 0; i < size; i++)
        {
            ref var row = ref rows[1 + i];
            returns[i] = row.Return;
            matrix[i * size] += row.Escape;
            for (var entry = row.Start; entry < row.End; entry++) matrix[(i * size) + problem.Following[problem.EntryCall[entry]] - first - 1] += problem.Probability[entry];
        }
        for (var k = size - 1; k >= 0; k--)
        {
            var leaving = returns[k];
            for (var j = 0; j < k; j++) leaving += matrix[(k * size) + j];
            var scale = 1 / Math.Max(leaving, LeastLeaving);
            matrix[(k * size) + k] = scale;
            for (var i = 0; i < k; i++)
            {
                var taken = matrix[(i * size) + k] * scale;
                matrix[(i * size) + k] = taken;
                if (taken == 0) continue;
                returns[i] += taken * returns[k];
                for (var j = 0; j < k; j++) matrix[(i * size) + j] += taken * matrix[(k * size) + j];
            }
        }
        CountGaps(problem, rows, matrix, first);
        problem.IsFactored[place] = true;
    }

    // Each state but the second begins with a stretch of own code.
    private static void CountGaps(NeedsProblem problem, Span<StateRow> rows, ReadOnlySpan<double> matrix, int first)
    {
        var size = rows.Length - 1;
        for (var i = 0; i < rows.Length; i++) rows[i].Gaps = i == 1 ? 0 : 1;
        for (var k = size - 1; k > 0; k--)
        {
            for (var i = 0; i < k; i++) rows[1 + i].Gaps += matrix[(i * size) + k] * rows[1 + k].Gaps;
        }
        for (var k = 0; k < size; k++)
        {
            var sum = rows[1 + k].Gaps;
            for (var j = 0; j < k; j++) sum += matrix[(k * size) + j] * rows[1 + j].Gaps;
            rows[1 + k].Gaps = sum * matrix[(k * size) + k];
        }
        if (size == 0) return;
        ref var start = ref rows[0];
        start.Gaps += start.Escape * rows[1].Gaps;
        for (var entry = start.Start; entry < start.End; entry++) start.Gaps += problem.Probability[entry] * problem.Rows[problem.Following[problem.EntryCall[entry]]].Gaps;
    }
}
