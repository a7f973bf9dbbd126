extern alias build;

using build::ShadowGen.Build.Diagrams;
using build::ShadowGen.Shared.Graph;
using ShadowGen.Tool.Models;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Graph;

/// <summary>What a model knows, as the graph that diagrams are made of: counted calls for frequencies, measured CPU time for heat, costs beside names.</summary>
internal static class MeasuredGraph
{
    /// <summary>The model alone.</summary>
    public static StaticGraph Of(ShadowModel model)
    {
        var graph = model.CallGraph;
        var nodes = graph.Nodes.Where(node => node.Calls > 0 || node.Children.Any(edge => edge.Calls > 0))
            .ToDictionary(node => node, node => new StaticNode(0, node.Id.ToString(), node.IsOutside ? "" : node.DocumentationId, node.Assembly)
            {
                IsOutside = node.IsOutside,
                IsFlow = node.IsFlow,
                IsService = node.IsServiceCall,
                IsAsync = node.IsAsync,
                IsShadowed = node.Calls > 0,
            });
        var edges = graph.Edges.Where(edge => edge.Calls > 0).Select(edge => new StaticEdge(nodes[edge.Caller], nodes[edge.Callee]) { IsShimmed = true }).ToList();
        var measured = StaticGraph.Measured(model.Runs.Count > 0 ? model.Runs[^1].App : "", nodes.Values, edges);
        Overlay(measured, graph);
        return measured;
    }

    /// <summary>An assembly's graph with the figures of a model where it has any; what never ran keeps no estimate, which would be of another kind.</summary>
    /// <returns>How many methods the model knows.</returns>
    public static int Overlay(StaticGraph graph, CallGraph counted)
    {
        var known = counted.Nodes.ToDictionary(node => node.Id.ToString());
        var cpu = known.Values.Sum(node => OwnCpu(node));
        var roots = CallGraphJson.RootsOf(graph);
        foreach (var node in graph.Nodes)
        {
            var found = known.GetValueOrDefault(node.Id);
            // One that only calls is never counted; it stands for one run, so that its calls are what they are. The JSON of a graph gives frequencies for one root.
            node.Frequency = (found.Calls > 0 ? found.Calls : found.IsEmpty ? 0 : 1) / (double)roots;
            node.Heat = cpu > 0 ? OwnCpu(found) / cpu : 0;
            node.Measured = CostsOf(found);
        }
        foreach (var edge in graph.Edges)
        {
            var found = EdgeOf(known.GetValueOrDefault(edge.Caller.Id), edge.Callee.Id);
            edge.Probability = found.Probability;
            edge.Frequency = found.Calls / Math.Max(1.0, found.Caller.Calls);
        }
        return graph.Nodes.Count(node => known.ContainsKey(node.Id));
    }

    private static CallGraphEdge EdgeOf(CallGraphNode caller, string callee)
    {
        foreach (var edge in caller.Children)
        {
            if (edge.Callee.Id.ToString() == callee) return edge;
        }
        return default;
    }

    private static double OwnCpu(CallGraphNode node) => node.Exclusive(ResourceKind.CpuTime).Total is > 0 and var total ? total : 0;

    private static string CostsOf(CallGraphNode node)
    {
        if (node.Calls == 0) return "";
        var costs = new List<string> { $"{Units.Count(node.Calls)}×" };
        foreach (var kind in Resource.All)
        {
            if (node.Inclusive(kind).Mean is > 0 and var mean && (kind != ResourceKind.ElapsedTime || node.IsAsync)) costs.Add($"{Units.Of(kind, mean)}{(kind is ResourceKind.CpuTime or ResourceKind.ElapsedTime ? " " + Resource.NameOf(kind) : "")}");
        }
        return string.Join(", ", costs);
    }
}
