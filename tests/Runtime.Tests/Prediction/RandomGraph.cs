using System.Runtime.Intrinsics;
using ShadowGen.Prediction;

namespace ShadowGen.Tests.Prediction;

internal static class RandomGraph
{
    public static (int[] RowStart, int[] Column) Rows(int nodes, IEnumerable<(int Caller, int Callee)> edges)
    {
        var sorted = edges.Distinct().OrderBy(edge => edge.Caller).ToArray();
        var rowStart = new int[nodes + 1];
        foreach (var edge in sorted) rowStart[edge.Caller + 1]++;
        for (var i = 0; i < nodes; i++) rowStart[i + 1] += rowStart[i];
        return (rowStart, Array.ConvertAll(sorted, edge => edge.Callee));
    }

    /// <summary>A problem of call-graph shape: mostly calls to later nodes nearby, some back into what called.</summary>
    public static NeedsProblem Problem(int seed, int nodes, int degree, double backShare, double maxCalls)
    {
        var random = new Random(seed);
        var edges = new List<(int, int)>();
        for (var node = 0; node < nodes; node++)
        {
            for (var i = 0; i < degree; i++)
            {
                if (random.NextDouble() < backShare) edges.Add((node, random.Next(Math.Max(0, node - 8), node + 1)));
                else if (node + 1 < nodes) edges.Add((node, random.Next(node + 1, Math.Min(nodes, node + 65))));
            }
        }
        var (rowStart, column) = Rows(nodes, edges);
        var problem = new NeedsProblem(rowStart, column, SolveOrder.Of(rowStart, column));
        for (var entry = 0; entry < problem.Calls.Length; entry++) problem.SetCalls(entry, random.NextDouble() * maxCalls);
        foreach (ref var terms in problem.Terms.AsSpan())
        {
            terms.Own = Draw(random, 1000);
            terms.OwnVariance = Draw(random, 1000);
            terms.Share = Draw(random, 1);
            terms.Fallback = Draw(random, 5);
            terms.FallbackVariance = Draw(random, 5);
        }
        return problem;
    }

    private static Vector256<double> Draw(Random random, double scale) =>
        Vector256.Create(random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble()) * scale;
}
