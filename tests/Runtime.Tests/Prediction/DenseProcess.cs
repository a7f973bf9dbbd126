using ShadowGen.Prediction;

namespace ShadowGen.Tests.Prediction;

/// <summary>One lane of a process, as one system of equations over all states of all places, by Gauss–Jordan elimination.</summary>
internal sealed class DenseProcess
{
    private readonly NeedsProblem _problem;
    private readonly int _lane;

    public DenseProcess(NeedsProblem problem, int lane)
    {
        (_problem, _lane) = (problem, lane);
        var gaps = Solve((state, _) => IsCommon(state) ? 0 : 1, _ => 0, withCallees: false);
        Mean = Solve((state, _) => IsCommon(state) ? 0 : Gap(state), place => Rest(place) * problem.Terms[place].Measured[lane], withCallees: true);
        Variance = Solve(
            (state, row) =>
            {
                var center = Mean[state] - (IsCommon(state) ? 0 : Gap(state));
                var own = IsCommon(state) ? 0 : problem.Terms[PlaceOf(state)].OwnVariance[lane] / gaps[problem.FirstState[PlaceOf(state)]];
                var sum = own + (row.Return * center * center) + (row.Escape * Math.Pow((row.Escape > 0 ? Mean[problem.FirstState[PlaceOf(state)] + 1] : 0) - center, 2));
                for (var entry = row.Start; entry < row.End; entry++)
                {
                    var call = problem.Entries[entry].Call;
                    sum += problem.Entries[entry].Probability * Math.Pow(WholeMean(problem.Callee[call]) + Mean[problem.Following[call]] - center, 2);
                }
                return sum;
            },
            place => Rest(place) * problem.Terms[place].MeasuredVariance[lane],
            withCallees: true);

        double Gap(int state) => problem.Terms[PlaceOf(state)].Own[lane] / gaps[problem.FirstState[PlaceOf(state)]];
    }

    /// <summary>By state, before what was measured of whole calls is mixed in.</summary>
    public double[] Mean { get; }

    public double[] Variance { get; }

    public double WholeMean(int place) => (Rest(place) * _problem.Terms[place].Measured[_lane]) + (Share(place) * Mean[_problem.FirstState[place]]);

    public double WholeVariance(int place) => (Rest(place) * _problem.Terms[place].MeasuredVariance[_lane]) + (Share(place) * Variance[_problem.FirstState[place]]);

    private double Share(int place) => _problem.Terms[place].Share[_lane];

    private double Rest(int place) => 1 - Share(place);

    private int PlaceOf(int state) => Array.FindLastIndex(_problem.FirstState, first => first <= state);

    private bool IsCommon(int state) => _problem.FirstState[PlaceOf(state)] == state - 1;

    // x(s) = constant(s) + Σ P (whole(callee) + x(after)); whole(c) = constant + share · x(start of c).
    private double[] Solve(Func<int, StateRow, double> constant, Func<int, double> whole, bool withCallees)
    {
        var n = _problem.Rows.Length;
        var rows = new double[n][];
        for (var state = 0; state < n; state++)
        {
            var row = _problem.Rows[state];
            var equation = rows[state] = new double[n + 1];
            equation[state] = 1;
            equation[n] = constant(state, row);
            if (row.Escape > 0) equation[_problem.FirstState[PlaceOf(state)] + 1] -= row.Escape;
            for (var entry = row.Start; entry < row.End; entry++)
            {
                var call = _problem.Entries[entry].Call;
                var callee = _problem.Callee[call];
                equation[_problem.Following[call]] -= _problem.Entries[entry].Probability;
                if (!withCallees) continue;
                equation[_problem.FirstState[callee]] -= _problem.Entries[entry].Probability * Share(callee);
                equation[n] += _problem.Entries[entry].Probability * whole(callee);
            }
        }
        for (var pivot = 0; pivot < n; pivot++)
        {
            var best = Enumerable.Range(pivot, n - pivot).MaxBy(row => Math.Abs(rows[row][pivot]));
            (rows[pivot], rows[best]) = (rows[best], rows[pivot]);
            for (var row = 0; row < n; row++)
            {
                if (row == pivot || rows[row][pivot] == 0) continue;
                var factor = rows[row][pivot] / rows[pivot][pivot];
                for (var c = pivot; c <= n; c++) rows[row][c] -= factor * rows[pivot][c];
            }
        }
        return [.. Enumerable.Range(0, n).Select(row => rows[row][n] / rows[row][row])];
    }
}
