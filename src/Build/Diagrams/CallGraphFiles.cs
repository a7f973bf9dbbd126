using System.Globalization;
using ShadowGen.Shared.Graph;

namespace ShadowGen.Build.Diagrams;

/// <summary>The texts of all four files, and the line that a build says about them.</summary>
/// <param name="Texts">By extension; null for a file that is not made.</param>
/// <param name="Summary">What there is, what not, and why.</param>
internal sealed record CallGraphFiles(IReadOnlyList<(string Extension, string? Text)> Texts, string Summary)
{
    /// <summary>More calls than these are hard to follow in a picture that cannot be folded by hand.</summary>
    public const int DefaultEdges = 120;

    private const string FirstLine = "shadowgen-skeleton 1";

    /// <param name="title">The assembly's name.</param>
    /// <param name="skeletons">The skeleton text of each file.</param>
    /// <param name="namespaces">Those that the assembly knows.</param>
    /// <param name="edges">The property ShadowGenDiagramEdges; empty: <see cref="DefaultEdges"/>.</param>
    /// <param name="library">The layout library with its notice; null: there is none, and no page.</param>
    /// <param name="model">The model file's text; null: there is none.</param>
    /// <exception cref="InvalidDataException">A skeleton is not of this version.</exception>
    /// <exception cref="ArgumentException">The number of edges is none.</exception>
    public static CallGraphFiles Of(string title, IReadOnlyList<string> skeletons, ISet<string> namespaces, string edges, string? library, string? model = null)
    {
        foreach (var first in skeletons.Select(static skeleton => skeleton.Split('\n')[0].TrimEnd('\r')).Where(static first => first != FirstLine))
            throw new InvalidDataException($"a skeleton begins with '{first}', and this version reads '{FirstLine}': build the assembly with the version of the package whose task this is.");
        var most = DefaultEdges;
        if (edges.Trim().Length > 0 && (!int.TryParse(edges.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out most) || most < 1))
            throw new ArgumentException($"ShadowGenDiagramEdges is '{edges}': it must be a number, 1 or more.");

        var graph = StaticGraph.Of(skeletons);
        var measured = Measurements.Apply(graph, model, out var fault);
        var named = new NamedGraph(graph, namespaces, measured);
        var (mermaid, inMermaid) = MermaidText.Of(named, most);
        var inDot = Folding.Fit(named, most);
        var json = CallGraphJson.Of(named);
        var summary = $"call graph of {Count(graph.Nodes.Count, "method")} and {Count(graph.Edges.Count, "call")}: callgraph.mmd, .dot, .json"
            + (library is null ? "; no callgraph.html, because this ShadowGen was packed without the layout library" : ", .html")
            + Said(".mmd", inMermaid, inDot) + Said(".dot", inDot, inMermaid)
            + (measured is not null ? "; " + measured.Summary : fault.Length > 0 ? "; all figures are estimates, because " + fault : "");
        return new CallGraphFiles(
            [(".mmd", mermaid), (".dot", DotText.Of(inDot)), (".json", json), (".html", library is null ? null : PageText.Of(title, json, library))],
            summary);
    }

    // Once where both say the same.
    private static string Said(string file, Diagram diagram, Diagram other)
    {
        if (diagram.Folded.Count == 0)
            return "";
        var isSame = diagram.Folded.SequenceEqual(other.Folded);
        if (isSame && file == ".dot")
            return "";
        return $"; in {(isSame ? ".mmd and .dot" : file)}, {string.Join(", ", diagram.Folded)}";
    }

    private static string Count(int count, string word) => count.ToString("N0", CultureInfo.InvariantCulture) + " " + word + (count == 1 ? "" : "s");
}
