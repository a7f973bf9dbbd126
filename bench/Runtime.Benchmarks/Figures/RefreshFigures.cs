using System.Runtime.Intrinsics;
using ShadowGen.Benchmarks.Harness;
using ShadowGen.Prediction;

namespace ShadowGen.Benchmarks.Figures;

/// <summary>Solving the needs of 1,024 functions with four callees each, for four resources.</summary>
internal sealed class RefreshFigures() : FigureGroup("refresh", new Figure("refresh.n1024.r4", "us", Bound.AtMost(60)))
{
    public const string Part = "refresh";

    private const int Nodes = 1_024;
    private const int OutDegree = 4;
    private const double BackEdges = 0.02;
    private const int Repetitions = 201;
    private const int SolvesPerRepetition = 8;

    public override IReadOnlyDictionary<string, double> Measure() => Child.Run(Part);

    /// <summary>In the child process.</summary>
    public static void MeasurePart()
    {
        var problem = CallGraphShaped(new Random(1));
        Batch solve = units =>
        {
            for (var i = 0; i < units; i++) NeedsSolver.Solve(problem);
            return units;
        };
        Warmup.Run([solve]);
        var costs = new List<double>();
        for (var i = 0; i < Repetitions; i++)
        {
            var start = Clock.ThreadCpu();
            costs.Add((solve(SolvesPerRepetition), Clock.ThreadCpu() - start).Item2 / SolvesPerRepetition);
        }
        Child.Answer("refresh.n1024.r4", Statistics.LowerQuartile(costs) / 1_000);
    }

    // Callees lie mostly deeper; a few calls lead back up: recursion through one's callers.
    private static NeedsProblem CallGraphShaped(Random random)
    {
        var rows = new int[Nodes + 1];
        var columns = new List<int>();
        for (var node = 0; node < Nodes; node++)
        {
            for (var i = 0; i < OutDegree && node < Nodes - 1; i++)
                columns.Add(random.NextDouble() < BackEdges ? random.Next(Math.Max(0, node - 16), node + 1) : random.Next(node + 1, Math.Min(Nodes, node + 64)));
            rows[node + 1] = columns.Count;
        }

        var problem = new NeedsProblem(rows, [.. columns], SolveOrder.Of(rows, [.. columns]));
        for (var entry = 0; entry < columns.Count; entry++) problem.SetCalls(entry, random.NextDouble() * 0.2);
        for (var node = 0; node < Nodes; node++)
        {
            ref var terms = ref problem.Terms[node];
            terms.Own = Vector256.Create(random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble());
            terms.OwnVariance = terms.Own;
            terms.Share = Vector256<double>.One;
        }
        return problem;
    }
}
