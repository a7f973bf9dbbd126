using ShadowGen.Graph;
using ShadowGen.Model;
using ShadowGen.Shared.Model;
using ShadowGen.Tool.Models;

namespace ShadowGen.Tool.Predict;

/// <summary>What a call of a method will need, as JSON has it.</summary>
/// <param name="Method">Full name.</param>
/// <param name="Id">Documentation id.</param>
/// <param name="Arguments">The features that its law knows, with the values given; null for none.</param>
/// <param name="Resources">What it needs.</param>
/// <param name="Callees">What it is likely to lead to.</param>
internal sealed record Forecast(string Method, string Id, IReadOnlyDictionary<string, long?> Arguments, IReadOnlyList<ResourceNeed> Resources, IReadOnlyList<LikelyCallee> Callees)
{
    private const double Low = 0.05, High = 0.95;

    /// <exception cref="ToolException">An argument is none of the method's, or some are missing.</exception>
    public static Forecast Of(ShadowModel model, CallGraphNode node, IReadOnlyDictionary<string, long> given, int callees)
    {
        var total = ModelFold.Total(model.File);
        var features = node.Graph.Structure.Functions[node.Index].Features;
        var arguments = ArgumentValuesOf(node, features, given);
        var law = arguments is null ? null : ModelGraph.LearnLaws(total, model.CallGraph)[node.Index];
        return new(
            node.Name, node.DocumentationId, features.ToDictionary(feature => feature.Name, feature => given.TryGetValue(feature.Name, out var value) ? value : (long?)null),
            [.. Resource.All.Select(kind => NeedOf(node, kind, total, law, arguments)).OfType<ResourceNeed>()], LikelyCallee.Of(node, callees));
    }

    private static ResourceNeed? NeedOf(CallGraphNode node, ResourceKind kind, ModelSource total, Laws.ArgumentLaw? law, long[]? arguments)
    {
        if (law is not null && arguments is not null)
        {
            law.Read(arguments, out var forecast);
            var lane = (int)kind;
            if (BitConverter.SingleToInt32Bits(forecast.Helps[lane]) != 0) return new(Resource.NameOf(kind), forecast.Median[lane], forecast.Low[lane], forecast.High[lane], "law", node.Growth(kind).IsKnown ? node.Growth(kind).ToString() : "law of its arguments");
        }
        if (!total.Costs.TryGetValue((node.Id.Value, (int)kind), out var cost)) return null;
        return new(Resource.NameOf(kind), Quantile(0.5), Quantile(Low), Quantile(High), "calls", $"of {cost.Samples} measured calls");

        double Quantile(double q) => Math.Clamp(cost.Sketch.Quantile(q), cost.Min, cost.Max);
    }

    private static long[]? ArgumentValuesOf(CallGraphNode node, ArgumentFeature[] features, IReadOnlyDictionary<string, long> given)
    {
        var known = features.Length == 0 ? "it has none that the model knows" : $"it has {string.Join(", ", features.Select(feature => feature.Name))}";
        foreach (var name in given.Keys)
        {
            if (!features.Any(feature => feature.Name == name)) throw new ToolException($"{ShortName.Of(node)} has no argument '{name}': {known}.");
        }
        if (given.Count == 0) return null;
        if (given.Count < features.Length) throw new ToolException($"{ShortName.Of(node)} needs a value for each argument: {known}. Add {string.Join(" ", features.Where(feature => !given.ContainsKey(feature.Name)).Select(feature => $"--arg {feature.Name}=N"))}.");
        return Array.ConvertAll(features, feature => given[feature.Name]);
    }
}

/// <summary>What a call needs of a resource, in nanoseconds or bytes.</summary>
/// <param name="Resource">Its name.</param>
/// <param name="Median">As likely less as more.</param>
/// <param name="Low">90 of 100 calls lie between this</param>
/// <param name="High">and this.</param>
/// <param name="From"><c>law</c> or <c>calls</c>.</param>
/// <param name="Reason">In words.</param>
internal sealed record ResourceNeed(string Resource, double Median, double Low, double High, string From, string Reason);

/// <summary>What a call is likely to lead to.</summary>
/// <param name="Name">The method.</param>
/// <param name="Id">Its documentation id.</param>
/// <param name="Probability">That the next call is this one, along the likeliest way.</param>
/// <param name="Depth">1 for a direct callee.</param>
/// <param name="CallsPerCall">For a direct callee, its calls for each call of the method.</param>
internal sealed record LikelyCallee(string Name, string Id, double Probability, int Depth, double? CallsPerCall)
{
    public static IReadOnlyList<LikelyCallee> Of(CallGraphNode node, int count)
    {
        var callees = new List<LikelyCallee>();
        foreach (var future in new FutureNodes(node, Math.Min(count, FutureNodes.MaximumCount)))
        {
            var edge = node.Children.FirstOrDefault(child => child.Callee == future.Node);
            callees.Add(new(ShortName.Of(future.Node), future.Node.DocumentationId, future.Probability, future.Depth, edge.IsEmpty || double.IsNaN(edge.CallsPerParent) ? null : edge.CallsPerParent));
        }
        return callees;
    }
}
