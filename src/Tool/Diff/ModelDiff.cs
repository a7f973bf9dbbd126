using ShadowGen.Tool.Models;

namespace ShadowGen.Tool.Diff;

/// <summary>What <c>diff</c> shows, as its JSON has it. Costs are nanoseconds or bytes for each call, with all that it calls.</summary>
/// <param name="Before">A file.</param>
/// <param name="After">A file.</param>
/// <param name="Compared">Methods that are in both.</param>
/// <param name="Worse">Costs that rose by more than chance, the greatest first.</param>
/// <param name="Better">Costs that fell.</param>
/// <param name="Growth">Growth that changed by more than chance.</param>
/// <param name="New">Methods of the second alone.</param>
/// <param name="Removed">Methods of the first alone.</param>
/// <param name="Gate">What the conditions came to.</param>
internal sealed record ModelDiff(
    string Before, string After, int Compared, IReadOnlyList<CostChange> Worse, IReadOnlyList<CostChange> Better, IReadOnlyList<LawChange> Growth, IReadOnlyList<NamedMethod> New,
    IReadOnlyList<NamedMethod> Removed, GateResult Gate)
{
    /// <summary>Less than so much is not listed.</summary>
    private const double LeastChange = 0.02, LeastExponent = 0.2;

    /// <exception cref="ToolException">A condition cannot be judged.</exception>
    public static ModelDiff Of((string Path, ShadowModel Model) before, (string Path, ShadowModel Model) after, IReadOnlyList<FailCondition> conditions, int leastSamples)
    {
        var pairs = MethodPair.Of(MethodFigures.Of(before.Model), MethodFigures.Of(after.Model));
        var both = pairs.Where(pair => pair is { Before: not null, After: not null }).ToList();
        var costs = both.SelectMany(pair => Resource.All.Select(kind => CostChange.Of(pair.Before!, pair.After!, kind, leastSamples)).OfType<CostChange>())
            .Where(change => change.IsBeyondChance && Math.Abs(change.Share) >= LeastChange)
            .OrderByDescending(change => Math.Abs(change.Share)).ThenBy(change => change.Id, StringComparer.Ordinal).ThenBy(change => change.Resource, StringComparer.Ordinal).ToList();
        return new(
            before.Path, after.Path, both.Count, costs.FindAll(change => change.Share > 0), costs.FindAll(change => change.Share < 0), [.. LawsOf(both, leastSamples)], Only(pairs, pair => pair.Before is null),
            Only(pairs, pair => pair.After is null), Diff.Gate.Judge(pairs, conditions, leastSamples));
    }

    private static IEnumerable<LawChange> LawsOf(List<MethodPair> both, int leastSamples) =>
        from pair in both
        from kind in Resource.All
        where Math.Min(pair.Before!.Samples(kind), pair.After!.Samples(kind)) >= leastSamples
        let change = new GrowthChange(pair.Before!.Node.Growth(kind), pair.After!.Node.Growth(kind))
        where change.IsBeyondChance && Math.Abs(change.Difference) >= LeastExponent
        orderby change.Difference descending, pair.Node.DocumentationId, kind
        select new LawChange(pair.Name, pair.Node.DocumentationId, Resource.NameOf(kind), GrowthChange.Text(change.Before), GrowthChange.Text(change.After), change.Before.Exponent, change.After.Exponent, change.After.IsSuperlinear);

    private static IReadOnlyList<NamedMethod> Only(IEnumerable<MethodPair> pairs, Func<MethodPair, bool> isMeant) =>
        [.. pairs.Where(isMeant).Select(pair => new NamedMethod(pair.Name, pair.Node.DocumentationId, pair.Node.Calls, pair.Any.Of(ResourceKind.CpuTime, Statistic.Mean))).OrderBy(method => method.Id, StringComparer.Ordinal)];
}

/// <summary>A method with its calls and the CPU time of one.</summary>
internal sealed record NamedMethod(string Name, string Id, long Calls, double Cpu);

/// <summary>How the growth of a method's cost has changed.</summary>
internal sealed record LawChange(string Name, string Id, string Resource, string Before, string After, double ExponentBefore, double ExponentAfter, bool IsSuperlinear);

/// <summary>How a cost of a method has changed.</summary>
internal sealed record CostChange(string Name, string Id, string Resource, double MeanBefore, double MeanAfter, double Share, double P95Before, double P95After, long SamplesBefore, long SamplesAfter, bool IsBeyondChance)
{
    /// <returns>Null when either side has too few samples, or nothing was used.</returns>
    public static CostChange? Of(MethodFigures before, MethodFigures after, ResourceKind kind, int leastSamples)
    {
        if (Math.Min(before.Samples(kind), after.Samples(kind)) < leastSamples) return null;
        var (left, right) = (before.Of(kind, Statistic.Mean), after.Of(kind, Statistic.Mean));
        if (!(left > 0)) return null;
        var (errorBefore, errorAfter) = (before.ErrorOfMean(kind), after.ErrorOfMean(kind));
        return new(
            after.Name, after.Node.DocumentationId, Models.Resource.NameOf(kind), left, right, (right - left) / left, before.Of(kind, Statistic.P95), after.Of(kind, Statistic.P95), before.Samples(kind), after.Samples(kind),
            Math.Abs(right - left) > 2 * Math.Sqrt((errorBefore * errorBefore) + (errorAfter * errorAfter)));
    }
}
