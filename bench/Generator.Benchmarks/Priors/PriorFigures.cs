using ShadowGen.Benchmarks.Figures;
using ShadowGen.CallTracer;

namespace ShadowGen.Generator.Benchmarks.Priors;

/// <summary>
/// Static frequencies against what a tracer counted that knows nothing of shims: over the repository's own programs, or one assembly of another codebase at its own
/// workload. What stands for several is their mean; coverage and edges are the least and the sum.
/// </summary>
internal sealed class PriorFigures(IReadOnlyList<(string Name, Func<FrameStudy> Watch, string Assembly)> programs)
    : FigureGroup("prior", [.. Together, .. programs.SelectMany(static program => Each(program.Name))])
{
    private const double LeastRecall = 70;
    private const double LeastCoverage = 99;
    private const int LeastEdges = 300;
    private const double LeastGain = 20;

    private static IEnumerable<Figure> Together =>
    [
        new("prior.top20.recall", "%", Bound.AtLeast(LeastRecall)),
        new("prior.top20.uniform", "%"),
        new("prior.top20.depth", "%"),
        new("prior.top20.gain", "points", Bound.AtLeast(LeastGain)),
        new("skeleton.coverage", "%", Bound.AtLeast(LeastCoverage)),
        new("prior.edges", "edges", Bound.AtLeast(LeastEdges)),
    ];

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var values = new Dictionary<string, double>();
        var scores = new List<PriorScore>();
        foreach (var (name, watch, assembly) in programs)
        {
            var score = PriorScore.Of(watch(), assembly);
            scores.Add(score);
            values[$"prior.top20.recall.{name}"] = score.Recall;
            values[$"prior.top20.uniform.{name}"] = score.UniformRecall;
            values[$"prior.top20.depth.{name}"] = score.DepthRecall;
            values[$"prior.top20.captured.{name}"] = score.Captured;
            values[$"prior.rank.{name}"] = score.Rank;
            values[$"skeleton.coverage.{name}"] = score.Coverage;
            values[$"prior.edges.{name}"] = score.Edges;
        }

        var (recall, uniform, depth) = (scores.Average(static score => score.Recall), scores.Average(static score => score.UniformRecall), scores.Average(static score => score.DepthRecall));
        values["prior.top20.recall"] = recall;
        values["prior.top20.uniform"] = uniform;
        values["prior.top20.depth"] = depth;
        values["prior.top20.gain"] = recall - Math.Max(uniform, depth);
        values["skeleton.coverage"] = scores.Min(static score => score.Coverage);
        values["prior.edges"] = scores.Sum(static score => score.Edges);
        return values;
    }

    private static IEnumerable<Figure> Each(string name) =>
    [
        new($"prior.top20.recall.{name}", "%"),
        new($"prior.top20.uniform.{name}", "%"),
        new($"prior.top20.depth.{name}", "%"),
        new($"prior.top20.captured.{name}", "%"),
        new($"prior.rank.{name}", "rho"),
        new($"skeleton.coverage.{name}", "%"),
        new($"prior.edges.{name}", "edges"),
    ];
}
