using System.Runtime.Intrinsics;
using ShadowGen.Prediction;

namespace ShadowGen.Benchmarks.Needs;

/// <summary>A process of call-graph shape: four callees for each function, mostly deeper ones; a few calls lead back up (recursion through one's callers).</summary>
internal static class RandomProcess
{
    public const int OutDegree = 4;

    private const double BackEdges = 0.02;

    // The beginning, the common state, and one after each callee.
    private const int StatesPerFunction = 2 + OutDegree;

    /// <param name="states">How many states at least.</param>
    public static NeedsProblem Of(int states)
    {
        var random = new Random(1);
        var nodes = 1 + ((states + StatesPerFunction - 1) / StatesPerFunction);
        var rows = new int[nodes + 1];
        var columns = new List<int>();
        for (var node = 0; node < nodes; node++)
        {
            var callees = new HashSet<int>();
            while (callees.Count < Math.Min(OutDegree, nodes - 1 - node)) callees.Add(random.NextDouble() < BackEdges ? random.Next(Math.Max(0, node - 16), node + 1) : random.Next(node + 1, Math.Min(nodes, node + 64)));
            columns.AddRange(callees);
            rows[node + 1] = columns.Count;
        }
        var calls = new long[columns.Count];
        Array.Fill(calls, 1);
        var problem = new NeedsProblem(rows, [.. columns], calls, SolveOrder.Of(rows, [.. columns]));
        for (var place = 0; place < nodes; place++)
        {
            for (var state = problem.FirstState[place]; state < problem.FirstState[place + 1]; state++) FillRow(problem, place, state, random);
            ref var terms = ref problem.Terms[place];
            terms.Own = Vector256.Create(random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble());
            terms.OwnVariance = terms.Own;
            terms.Measured = terms.Own * 2;
            terms.Share = Vector256.Create(0.5);
        }
        return problem;
    }

    // One more call half of the time.
    private static void FillRow(NeedsProblem problem, int place, int state, Random random)
    {
        ref var row = ref problem.Rows[state];
        var (first, end) = (problem.FirstCall[place], problem.FirstCall[place + 1]);
        if (end == first) return;
        row.Escape = state == problem.FirstState[place] + 1 ? 0 : 0.1;
        row.Return = 0.5 - (row.Escape / 2);
        var weights = Enumerable.Range(0, end - first).Select(_ => random.NextDouble()).ToArray();
        var total = weights.Sum();
        row.End = row.Start;
        for (var call = first; call < end; call++) problem.Append(ref row, call, row.Return * weights[call - first] / total);
        row.Return = 1 - row.Escape - row.Return;
    }
}
