using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Shared.Model;

namespace ShadowGen.Model;

/// <summary>A model as a call graph: what it knows of functions, edges, costs and growth, with the same readers as the graph of a running process.</summary>
internal static class ModelGraph
{
    public static CallGraph Of(ModelFile file)
    {
        var total = ModelFold.Total(file);
        var functions = new List<FunctionInfo>();
        var index = new Dictionary<ulong, int>();
        foreach (var method in file.Methods.Values.OrderBy(m => m.DocumentationId, StringComparer.Ordinal).ThenBy(m => m.Id)) Add(functions, index, method);
        foreach (var id in total.Edges.Keys.SelectMany(e => new[] { e.Caller, e.Callee }).Concat(total.Costs.Keys.Select(c => c.Method)))
        {
            if (!index.ContainsKey(id)) Add(functions, index, new(id, "", id == 0 ? "(outside)" : ModelMath.IdText(id), "", "", "", 0));
        }
        var pairs = total.Edges.OrderBy(e => index[e.Key.Caller]).ThenBy(e => index[e.Key.Callee]).ToList();
        var structure = StructureBuilder.Build(functions, pairs.ConvertAll(e => new LogicalEdge(index[e.Key.Caller], index[e.Key.Callee])), [], [], [], out var edgeAt);
        var calls = Array.ConvertAll(edgeAt, edge => pairs[edge].Value);
        var measurements = functions.ConvertAll(_ => (NodeMeasurements?)null);
        var touched = new HashSet<int>();
        foreach (var group in total.Costs.GroupBy(c => c.Key.Method))
        {
            var profiles = new ProfileAccumulator?[ModelCost.Keys.Length];
            foreach (var pair in group) profiles[pair.Key.Key] = ModelPriors.ToProfile(pair.Value, long.MaxValue);
            var node = index[group.Key];
            measurements[node] = new();
            measurements[node]!.SetPrior(profiles);
            touched.Add(node);
        }
        var counts = SnapshotCounts.Create(structure, calls, Array.ConvertAll(calls, c => c + PosteriorCounts.Prior), RootFinder.Find(structure, calls), GraphCounts.Empty, measurements, touched, measuresNetwork: false);
        var graph = new CallGraph(structure, counts, 1, DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(total.Last, 0, 253_402_300_799)));
        LearnLaws(total, graph);
        return graph;
    }

    /// <summary>What calls cost by their arguments. The graph is told its growth laws.</summary>
    public static LawTable LearnLaws(ModelSource total, CallGraph graph)
    {
        var laws = new LawLearner();
        var calls = new List<RestoredCall>();
        foreach (var group in total.Laws.GroupBy(l => l.Key.Method).OrderBy(g => g.Key))
        {
            if (graph.Structure.ById.TryGetValue(group.Key, out var node)) ModelPriors.AddCalls(calls, node, graph.Structure.Functions[node].Features, group.Select(l => (l.Key.Arguments, l.Value)));
        }
        foreach (var call in calls) laws.Restore(call.Function, call.Features, call.Arguments, call.Costs, call.IsMeasured);
        return laws.Publish(graph);
    }

    private static void Add(List<FunctionInfo> functions, Dictionary<ulong, int> index, ModelMethod method)
    {
        index.Add(method.Id, functions.Count);
        var isHashed = method.DocumentationId == ModelMethod.Hashed;
        var documentationId = isHashed ? ModelMath.IdText(method.Id) : method.DocumentationId;
        functions.Add(new(
            new(method.Id), isHashed ? documentationId : DocumentationId.ToName(documentationId), documentationId, method.Assembly == ModelMethod.Hashed ? "" : method.Assembly, "", 0,
            method.Flags.Contains('a', StringComparison.Ordinal), method.Flags.Contains('v', StringComparison.Ordinal), method.IsShadowed, method.IsService)
        {
            Features = FeaturesOf(method.Features),
        });
    }

    private static ArgumentFeature[] FeaturesOf(string text) => text.Length == 0
        ? []
        : Array.ConvertAll(text.Split(','), (string f) => new ArgumentFeature(f.Length > 2 ? f[2..] : "argument", f.StartsWith("c:", StringComparison.Ordinal) ? ArgumentKind.Code : ArgumentKind.Size));
}
