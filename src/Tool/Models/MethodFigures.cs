using ShadowGen.Shared.Model;

namespace ShadowGen.Tool.Models;

/// <summary>All figures that a model has of one method: costs are of a call with all that it calls, in nanoseconds or bytes; NaN where nothing was measured.</summary>
internal sealed class MethodFigures(CallGraphNode node, IReadOnlyDictionary<(ulong Method, int Key), ModelCost> costs)
{
    public CallGraphNode Node => node;

    public string Name { get; } = ShortName.Of(node);

    /// <summary>Calls that were measured.</summary>
    public long Samples(ResourceKind kind) => node.Inclusive(kind).SampleCount;

    public double Of(ResourceKind kind, Statistic statistic)
    {
        var profile = node.Inclusive(kind);
        return statistic switch
        {
            Statistic.Mean => profile.Mean,
            Statistic.Total => profile.Total,
            Statistic.P50 => Quantile(kind, 0.5),
            Statistic.P90 => Quantile(kind, 0.9),
            Statistic.P95 => Quantile(kind, 0.95),
            Statistic.P99 => Quantile(kind, 0.99),
            _ => throw new ArgumentOutOfRangeException(nameof(statistic), statistic, "Not a statistic of a cost."),
        };
    }

    /// <summary>Standard error of the mean; NaN when fewer than two calls were measured.</summary>
    public double ErrorOfMean(ResourceKind kind)
    {
        var profile = node.Inclusive(kind);
        return profile.StandardDeviation / Math.Sqrt(profile.SampleCount);
    }

    private double Quantile(ResourceKind kind, double q) =>
        costs.TryGetValue((node.Id.Value, (int)kind), out var cost) ? Math.Clamp(cost.Sketch.Quantile(q), cost.Min, cost.Max) : double.NaN;

    public static IReadOnlyList<MethodFigures> Of(ShadowModel model)
    {
        var total = ModelFold.Total(model.File);
        return [.. model.CallGraph.Nodes.Where(node => !node.IsOutside && node.Calls > 0).Select(node => new MethodFigures(node, total.Costs))];
    }
}
