using ShadowGen.Benchmarks.Harness;
using ShadowGen.Benchmarks.Needs;
using ShadowGen.Prediction;

namespace ShadowGen.Benchmarks.Figures;

/// <summary>Solving the needs of a process of 1,024 states, four callees for each function, for four resources.</summary>
internal sealed class RefreshFigures() : FigureGroup("refresh", new Figure("refresh.n1024.r4", "us", Bound.AtMost(60)))
{
    public const string Part = "refresh";

    private const int States = 1_024;
    private const int Repetitions = 201;
    private const int SolvesPerRepetition = 8;

    public override IReadOnlyDictionary<string, double> Measure() => Child.Run(Part);

    /// <summary>In the child process.</summary>
    public static void MeasurePart()
    {
        var problem = RandomProcess.Of(States);
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
}
