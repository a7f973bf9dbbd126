using System.Globalization;
using System.Text;

namespace ShadowGen.Build.Diagrams;

/// <summary>callgraph.mmd: a Mermaid flowchart that GitHub draws, which means at most 500 edges and 50,000 characters.</summary>
internal static class MermaidText
{
    /// <summary>Mermaid's own default limits, <c>maxEdges</c> and <c>maxTextSize</c>, with room for what a README has around it.</summary>
    public const int MostEdges = 490;
    public const int MostCharacters = 49_000;

    private static readonly string[] Styles =
    [
        "fill:#f6f8fa,stroke:#8c959f,color:#1f2328",
        "fill:#fff3c4,stroke:#bf8700,color:#1f2328",
        "fill:#ffd591,stroke:#bc4c00,color:#1f2328",
        "fill:#ff9f6b,stroke:#a40e26,color:#1f2328",
        "fill:#e5534b,stroke:#82071e,color:#ffffff",
    ];

    /// <returns>The text, and the diagram that it shows: one with fewer edges than asked for when those would be too long.</returns>
    public static (string Text, Diagram Diagram) Of(NamedGraph graph, int edges)
    {
        edges = Math.Min(edges, MostEdges);
        while (true)
        {
            var diagram = Folding.Fit(graph, edges);
            var text = Write(diagram);
            if (text.Length <= MostCharacters || edges <= 1)
                return (text, diagram);
            edges = edges * 3 / 4;
        }
    }

    private static string Write(Diagram diagram)
    {
        var keys = new BoxKeys();
        var text = new StringBuilder();
        text.Append("%% Call graph of ").Append(Comment(diagram.Assembly)).Append(", written by the build: docs/diagrams.md of ShadowGen says how to read it.\n");
        if (diagram.Source.Length > 0)
            text.Append("%% ").Append(Comment(diagram.Source)).Append('\n');
        text.Append("flowchart LR\n");
        foreach (var (space, types) in Hierarchy.Of(diagram))
        {
            var indent = "  ";
            if (space.Length > 0)
                Open(text, indent, Hierarchy.KeyOf(space, "", keys), space);
            foreach (var (type, boxes) in types)
            {
                var inner = space.Length > 0 ? indent + "  " : indent;
                if (type.Length > 0)
                    Open(text, inner, Hierarchy.KeyOf(space, type, keys), type);
                foreach (var box in boxes)
                    text.Append(inner).Append(type.Length > 0 ? "  " : "").Append(box.Key).Append(Shape(box)).Append(":::heat").Append(Number(box.Level)).Append('\n');
                if (type.Length > 0)
                    text.Append(inner).Append("end\n");
            }

            if (space.Length > 0)
                text.Append(indent).Append("end\n");
        }

        foreach (var arrow in diagram.Arrows)
        {
            var line = !arrow.IsShimmed || arrow.IsVirtual ? "-.->" : arrow.Probability >= 0.5 ? "==>" : "-->";
            text.Append("  ").Append(arrow.Caller.Key).Append(' ').Append(line).Append("|\"").Append(Percent.Of(arrow.Probability)).Append("\"| ").Append(arrow.Callee.Key).Append('\n');
        }

        if (diagram.Folded.Count > 0)
            text.Append("  folded[\"Not all is shown: ").Append(Escape(string.Join("; ", diagram.Folded))).Append("\"]:::note\n");
        else if (diagram.Boxes.Count == 0)
            text.Append("  empty[\"").Append(Escape(diagram.Assembly)).Append(" has no shadowed calls\"]:::note\n");
        foreach (var level in diagram.Boxes.Select(static box => box.Level).Distinct().OrderBy(static level => level))
            text.Append("  classDef heat").Append(Number(level)).Append(' ').Append(Styles[level]).Append('\n');
        if (diagram.Folded.Count > 0 || diagram.Boxes.Count == 0)
            text.Append("  classDef note fill:none,stroke:#8c959f,stroke-dasharray:4 3\n");
        return text.ToString();
    }

    private static void Open(StringBuilder text, string indent, string key, string title) =>
        text.Append(indent).Append("subgraph ").Append(key).Append("[\"").Append(Escape(title)).Append("\"]\n");

    private static string Shape(Box box)
    {
        var label = "\"" + Escape(box.Label) + (box.Measured.Length > 0 ? "<br/>" + Escape(box.Measured) : "") + "\"";
        return box.Kind switch
        {
            BoxKind.Service => "([" + label + "])",
            BoxKind.Flow => "{{" + label + "}}",
            BoxKind.Outside => "((" + label + "))",
            BoxKind.Group => "[[" + label + "]]",
            _ => "[" + label + "]",
        };
    }

    /// <summary>Within quotes Mermaid knows entities, which begin with #, and Markdown, which begins with a backtick.</summary>
    private static string Escape(string label)
    {
        var text = new StringBuilder();
        foreach (var c in label)
        {
            switch (c)
            {
                case '"':
                    text.Append("#quot;");
                    break;
                case '<':
                    text.Append("#lt;");
                    break;
                case '>':
                    text.Append("#gt;");
                    break;
                case '&':
                    text.Append("#amp;");
                    break;
                case '#' or '`' or '*' or '_' or '\\' or ';' or '%' or '{' or '}' or '$' or '~':
                    text.Append('#').Append(Number(c)).Append(';');
                    break;
                case var _ when Hidden.Is(c):
                    text.Append(' ');
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        return text.ToString();
    }

    // A directive is a comment that begins with %%{ or holds }%%.
    private static string Comment(string name) => new([.. name.Where(static c => c is not ('{' or '}' or '%') && !Hidden.Is(c))]);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
