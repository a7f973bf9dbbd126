using System.Globalization;
using System.Text;
using ShadowGen.Shared.Graph;

namespace ShadowGen.Build.Diagrams;

/// <summary>callgraph.json: the whole graph, one node or edge a line. docs/diagrams.md has the schema.</summary>
internal static class CallGraphJson
{
    public const string Schema = "shadowgen-callgraph/1";

    public static string Of(NamedGraph graph)
    {
        // A root that comes or goes would rescale every node: relative to one root, it does not. Where runs were counted, all of the roots are that many.
        var roots = graph.Graph.Nodes.Where(static node => node.CalledBy.All(edge => edge.Caller == node)).ToList();
        var runs = graph.Measured is null ? 1 : roots.Sum(static node => node.Frequency);
        var scale = runs > 0 ? Math.Max(1, roots.Count) / runs : 1;
        var text = new StringBuilder();
        text.Append("{\n");
        text.Append("  \"schema\": ").Append(JsonText.Quote(Schema)).Append(",\n");
        text.Append("  \"assembly\": ").Append(JsonText.Quote(graph.Graph.Assembly)).Append(",\n");
        if (graph.Measured is { } measured)
            text.Append("  \"measured\": ").Append(measured.Json).Append(",\n");
        Append(text, "nodes", graph.Graph.Nodes.Select(node => Node(graph, node, scale)));
        text.Append(",\n");
        Append(text, "edges", graph.Graph.Edges.Select(edge => Edge(graph, edge)));
        return text.Append("\n}\n").ToString();
    }

    /// <summary>What frequencies are multiplied by: a root that comes or goes would rescale every node; relative to one root, it does not.</summary>
    public static int RootsOf(StaticGraph graph) => Math.Max(1, graph.Nodes.Count(static node => node.CalledBy.All(edge => edge.Caller == node)));

    private static void Append(StringBuilder text, string name, IEnumerable<string> lines)
    {
        text.Append("  \"").Append(name).Append("\": [");
        var first = true;
        foreach (var line in lines)
        {
            text.Append(first ? "\n    " : ",\n    ").Append(line);
            first = false;
        }

        text.Append(first ? "]" : "\n  ]");
    }

    private static string Node(NamedGraph graph, StaticNode node, double scale)
    {
        var name = graph.NameOf(node);
        var line = new StringBuilder("{ ");
        Field(line, "id", node.Id).Append(", ");
        Field(line, "doc", node.DocId).Append(", ");
        Field(line, "namespace", name.Namespace).Append(", ");
        Field(line, "type", name.Type).Append(", ");
        Field(line, "name", graph.LabelOf(node)).Append(", ");
        Field(line, "parameters", name.Parameters).Append(", ");
        Field(line, "assembly", node.Assembly).Append(", ");
        Field(line, "file", node.File).Append(", ");
        line.Append("\"line\": ").Append(node.Line.ToString(CultureInfo.InvariantCulture)).Append(", ");
        Field(line, "flags", Flags(node)).Append(", ");
        line.Append("\"frequency\": ").Append(Percent.Significant(node.Frequency * scale)).Append(", ");
        line.Append("\"heat\": ").Append(node.Heat.ToString("0.##", CultureInfo.InvariantCulture)).Append(", ");
        line.Append("\"level\": ").Append(HeatLevel.Of(node.Heat).ToString(CultureInfo.InvariantCulture));
        line.Append(graph.Measured?.JsonOf(node) ?? "");
        if (node.Measured.Length > 0)
            Field(line.Append(", "), "measured", node.Measured);
        if (graph.RecursionOf(node) is { } circle)
            Field(line.Append(", "), "recursion", circle[0].Id);
        return line.Append(" }").ToString();
    }

    private static string Edge(NamedGraph graph, StaticEdge edge) =>
        $"{{ \"caller\": {JsonText.Quote(edge.Caller.Id)}, \"callee\": {JsonText.Quote(edge.Callee.Id)}, \"frequency\": {Percent.Significant(edge.Frequency)}, "
        + $"\"probability\": {edge.Probability.ToString("0.####", CultureInfo.InvariantCulture)}, \"shimmed\": {Word(edge.IsShimmed)}, \"virtual\": {Word(edge.IsVirtual)}, \"places\": {JsonText.Quote(edge.Places)}{(graph.Measured?.IsCounted(edge) == true ? ", \"measured\": true" : "")} }}";

    private static string Flags(StaticNode node) =>
        (node.IsShadowed ? "s" : "") + (node.IsAsync ? "a" : "") + (node.IsIterator ? "i" : "") + (node.IsVirtual ? "v" : "") + (node.IsService ? "x" : "")
        + (node.IsFlow ? "f" : "") + (node.IsOutside ? "o" : "");

    private static StringBuilder Field(StringBuilder line, string name, string value) => line.Append('"').Append(name).Append("\": ").Append(JsonText.Quote(value));

    private static string Word(bool value) => value ? "true" : "false";
}
