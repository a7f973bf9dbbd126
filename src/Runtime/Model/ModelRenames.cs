using System.Text;
using ShadowGen.Graph;
using ShadowGen.Shared.Model;

namespace ShadowGen.Model;

/// <summary>Finds what a model knows under the names that its methods have now: what was renamed, moved or given another signature keeps its past, and new code begins as code like it.</summary>
internal static class ModelRenames
{
    /// <summary>Measured calls that code like another begins with: few, so that its intervals are wide.</summary>
    private const int SamplesOfLike = 4;

    /// <summary>Matches the methods of a program to those of a model.</summary>
    public static MatchReport Match(ModelFile known, ModelSource total, GraphModel graph)
    {
        var (callers, callees) = Neighbours(total.Edges.Keys);
        var (callersNow, calleesNow) = Neighbours(EdgesOf(graph));
        return ModelMatcher.Match(
            known.Methods.Values.Select(m => new MatchMethod(m.Id, m.Assembly, m.DocumentationId, PrintOf(m.Print), [.. callers[m.Id]], [.. callees[m.Id]])),
            graph.Functions.Where(f => f.Id.Value != 0).Select(f => new MatchMethod(f.Id.Value, f.Assembly, f.DocumentationId, f.Print, [.. callersNow[f.Id.Value]], [.. calleesNow[f.Id.Value]])));
    }

    /// <summary>What is known, under the names of now.</summary>
    /// <param name="total">Under the names of then.</param>
    /// <param name="report">What became what.</param>
    public static ModelSource Apply(ModelSource total, MatchReport report)
    {
        var now = report.Matches.Where(m => m.Way is MatchWay.Print or MatchWay.Neighbours or MatchWay.Name).ToDictionary(m => m.OldId, m => m.Id);
        ulong Now(ulong id) => now.GetValueOrDefault(id, id);
        var renamed = new ModelSource { Id = total.Id, Generation = total.Generation, First = total.First, Last = total.Last, App = total.App, Members = total.Members };
        foreach (var (edge, calls) in total.Edges) renamed.Edges[(Now(edge.Caller), Now(edge.Callee))] = calls;
        foreach (var ((method, key), cost) in total.Costs) renamed.Costs[(Now(method), key)] = cost;
        foreach (var ((method, arguments), law) in total.Laws) renamed.Laws[(Now(method), arguments)] = law;
        foreach (var (method, arrivals) in total.Arrivals) renamed.Arrivals[Now(method)] = arrivals;
        renamed.Windows.AddRange(total.Windows.Select(w => w with { Edges = Array.ConvertAll(w.Edges, e => (Now(e.Caller), Now(e.Callee))) }));
        foreach (var like in report.Matches.Where(m => m.Way == MatchWay.Like))
        {
            for (var key = 0; key < ModelCost.Keys.Length; key++)
            {
                if (total.Costs.TryGetValue((like.OldId, key), out var cost) && cost.Scaled((double)SamplesOfLike / cost.Samples) is { } few) renamed.Costs.TryAdd((like.Id, key), few);
            }
        }
        return renamed;
    }

    private static (ILookup<ulong, ulong> Callers, ILookup<ulong, ulong> Callees) Neighbours(IEnumerable<(ulong Caller, ulong Callee)> edges)
    {
        var all = edges.Where(e => e.Caller != 0).ToList();
        return (all.ToLookup(e => e.Callee, e => e.Caller), all.ToLookup(e => e.Caller, e => e.Callee));
    }

    private static List<(ulong, ulong)> EdgesOf(GraphModel graph)
    {
        var edges = new List<(ulong, ulong)>();
        foreach (var edge in graph.Edges) edges.Add((graph.Functions[edge.Caller].Id.Value, graph.Functions[edge.Callee].Id.Value));
        return edges;
    }

    private static MethodFingerprint? PrintOf(string print) =>
        MethodFingerprint.TryParse(Encoding.ASCII.GetBytes(print.Replace(':', ' ')), out var parsed) ? parsed : null;
}
