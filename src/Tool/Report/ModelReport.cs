using ShadowGen.Tool.Models;

namespace ShadowGen.Tool.Report;

/// <summary>What <c>report</c> shows, as its JSON has it. Costs are nanoseconds or bytes for each call; a value that was not measured is null in JSON.</summary>
/// <param name="Model">The file, as it was named.</param>
/// <param name="Methods">Methods that were called.</param>
/// <param name="Calls">Counted calls; older runs weigh less.</param>
/// <param name="By">What the top is ranked by.</param>
/// <param name="Exclusive">Costs of the top are without callees.</param>
/// <param name="Top">Those that use most.</param>
/// <param name="Tree">Calls from the roots; empty when not asked for.</param>
/// <param name="Laws">How costs grow with arguments, the fastest first.</param>
/// <param name="Runs">Where it was learned.</param>
internal sealed record ModelReport(string Model, int Methods, long Calls, string By, bool Exclusive, IReadOnlyList<TopMethod> Top, IReadOnlyList<TreeLine> Tree, IReadOnlyList<MethodLaw> Laws, IReadOnlyList<ShadowModelRun> Runs)
{
    public static ModelReport Of(string path, ShadowModel model, string by, int top, bool exclusive, int depth)
    {
        var graph = model.CallGraph;
        var called = graph.Nodes.Where(node => node.Calls > 0 && !node.IsOutside).ToList();
        var ranked = called
            .Select(node => TopMethod.Of(node, by, exclusive))
            .Where(method => by == "calls" || method.Total > 0)
            .OrderByDescending(method => by == "calls" ? method.Calls : method.Total)
            .ThenBy(method => method.Id, StringComparer.Ordinal)
            .Take(top);
        return new(path, called.Count, graph.TotalCalls, by, exclusive, [.. ranked], depth > 0 ? CallTree.Of(graph, depth) : [], MethodLaw.Of(graph), model.Runs);
    }
}

/// <summary>A method and what its calls use of the resource that the report is about (CPU time where it is ranked by calls).</summary>
internal sealed record TopMethod(string Name, string Id, long Calls, double Total, double Mean, double P50, double P90, double P99, long Samples, bool IsPartial)
{
    public static TopMethod Of(CallGraphNode node, string by, bool exclusive)
    {
        var kind = by == "calls" ? ResourceKind.CpuTime : Resource.Parse(by);
        var profile = exclusive ? node.Exclusive(kind) : node.Inclusive(kind);
        return new(ShortName.Of(node), node.DocumentationId, node.Calls, profile.Total, profile.Mean, profile.P50, profile.P90, profile.P99, profile.SampleCount, profile.IsPartial);
    }
}

/// <summary>How a cost of a method grows.</summary>
internal sealed record MethodLaw(string Name, string Id, string Resource, string Feature, double Exponent, double StandardError, long Samples, bool IsSuperlinear)
{
    public static IReadOnlyList<MethodLaw> Of(CallGraph graph) =>
    [
        .. from node in graph.Nodes
           from kind in Models.Resource.All
           let law = node.Growth(kind)
           where law.IsKnown
           orderby law.IsSuperlinear descending, law.Exponent descending, node.DocumentationId, kind
           select new MethodLaw(ShortName.Of(node), node.DocumentationId, Models.Resource.NameOf(kind), law.Feature, law.Exponent, law.StandardError, law.Samples, law.IsSuperlinear),
    ];
}
