namespace ShadowGen.Shared.Model;

/// <summary>
/// The exponent with which a cost grows with one argument: weighted least squares of mean log cost on the logarithms of all sizes, among calls whose enums and bools are equal (the within
/// estimator). At small sizes terms count that do not matter later, so a kind of calls weighs by the eighth power of its size's logarithm, as in the run time's own fit.
/// </summary>
internal static class GrowthFit
{
    /// <summary>Kinds of calls that a fit needs, beside one for each argument: fewer lie on a line by chance.</summary>
    public const int LeastKinds = 4;

    private const long LeastCalls = 100;

    /// <summary>The largest size is so many times the smallest: less says nothing of growth.</summary>
    private const double LeastRange = 4;

    /// <summary>Calls above which a kind weighs no more: what sets kinds apart beside their sizes does not shrink with calls.</summary>
    private const long MostWeight = 64;

    /// <summary>Log cost of the dearest kind, at least: 10 µs, 10 µs, 4 KB, 4 KB. What is cheap wherever it was measured does no harm.</summary>
    private static readonly double[] LeastCost = [Math.Log(10_000), Math.Log(10_000), Math.Log(4096), Math.Log(4096)];

    /// <param name="features">Of the method, as a model file has them: <c>s:text.Length</c>, <c>c:mode</c>.</param>
    /// <param name="laws">By arguments.</param>
    /// <param name="feature">Which of the features.</param>
    /// <param name="resource">Which lane.</param>
    /// <returns>Null where the feature is no size, or too little was measured to tell.</returns>
    public static ModelGrowth? Fit(string[] features, IReadOnlyList<KeyValuePair<string, ModelLaw>> laws, int feature, int resource)
    {
        if (!IsSize(features[feature])) return null;
        var kinds = new List<Kind>();
        foreach (var law in laws)
        {
            if (ModelArguments.TryRead(law.Key, out var steps) && steps.Length == features.Length && law.Value.Lanes[resource] is { Calls: > 0 } lane) kinds.Add(Of(features, steps, lane));
        }
        var calls = kinds.Aggregate(0L, (sum, kind) => ModelMath.Add(sum, kind.Calls));
        if (kinds.Count < LeastKinds + features.Length || calls < LeastCalls || kinds.Max(kind => kind.Cost) < LeastCost[resource]) return null;
        var (least, largest) = (kinds.Min(kind => kind.Sizes[feature]), kinds.Max(kind => kind.Sizes[feature]));
        if (largest - least < Math.Log(LeastRange)) return null;

        var weights = kinds.Select(kind => Math.Min(kind.Calls, MostWeight) * Math.Pow(kind.Sizes[feature] / largest, 8)).ToArray();
        Centre(kinds, weights);
        return Slope(kinds, weights, feature) is var (exponent, error) ? new(NameOf(features[feature]), resource, exponent, error, calls) : null;
    }

    private static bool IsSize(string feature) => feature.StartsWith("s:", StringComparison.Ordinal);

    private static string NameOf(string feature) => feature.Substring(2).Replace(';', ',');

    private static Kind Of(string[] features, long[] steps, in ModelLawLane lane)
    {
        var sizes = new double[steps.Length];
        var codes = "";
        for (var i = 0; i < steps.Length; i++)
        {
            if (IsSize(features[i])) sizes[i] = Math.Log(1 + ModelArguments.SizeOf((int)Math.Min(Math.Max(steps[i], 0), 64 * ModelArguments.Steps)));
            else codes += "/" + steps[i];
        }
        return new(codes, sizes, lane.Mean, lane.Calls, lane.Variance / lane.Calls);
    }

    // From the mean of those with the same codes.
    private static void Centre(List<Kind> kinds, double[] weights)
    {
        foreach (var group in Enumerable.Range(0, kinds.Count).GroupBy(i => kinds[i].Codes))
        {
            var sum = group.Sum(i => weights[i]);
            if (sum <= 0) continue;
            var cost = group.Sum(i => weights[i] * kinds[i].Cost) / sum;
            var sizes = Enumerable.Range(0, kinds[0].Sizes.Length).Select(f => group.Sum(i => weights[i] * kinds[i].Sizes[f]) / sum).ToArray();
            foreach (var i in group) kinds[i] = kinds[i] with { Cost = kinds[i].Cost - cost, Sizes = [.. kinds[i].Sizes.Zip(sizes, (size, mean) => size - mean)] };
        }
    }

    private static (double Exponent, double StandardError)? Slope(List<Kind> kinds, double[] weights, int feature)
    {
        var slope = new NormalEquations(kinds.Select(kind => kind.Sizes).ToList(), weights);
        if (slope.Solve(kinds.Select(kind => kind.Cost).ToArray()) is not { } solved || !solved.IsUsed(feature)) return null;

        // Weights that differ are worth fewer kinds (Kish 1965).
        var sum = weights.Sum();
        var effective = sum * sum / weights.Sum(weight => weight * weight);
        var freedom = effective - solved.Used - kinds.Select(kind => kind.Codes).Distinct().Count();
        if (freedom < 1) return null;
        double scatter = 0, chance = 0;
        for (var i = 0; i < kinds.Count; i++)
        {
            var residual = kinds[i].Cost - solved.Foretell(kinds[i].Sizes);
            scatter += weights[i] * residual * residual / sum;
            var lever = weights[i] * solved.Lever(feature, kinds[i].Sizes);
            chance += lever * lever * kinds[i].Variance;
        }
        // Of what kinds differ by among each other, and of what calls of one kind do: the larger.
        var variance = Math.Max(scatter / freedom * sum * solved.Inverse(feature), chance);
        return (solved.Coefficient(feature), Math.Sqrt(variance));
    }

    /// <param name="Codes">Enums and bools.</param>
    /// <param name="Sizes">Logarithms of 1 + size, by feature; 0 for codes.</param>
    /// <param name="Cost">Mean log cost.</param>
    /// <param name="Calls">Measured.</param>
    /// <param name="Variance">Of the mean.</param>
    private sealed record Kind(string Codes, double[] Sizes, double Cost, long Calls, double Variance);
}
