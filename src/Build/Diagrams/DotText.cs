using System.Globalization;
using System.Text;

namespace ShadowGen.Build.Diagrams;

/// <summary>callgraph.dot: the same picture for Graphviz.</summary>
internal static class DotText
{
    private static readonly (string Fill, string Text)[] Colours = [("#f6f8fa", "#1f2328"), ("#fff3c4", "#1f2328"), ("#ffd591", "#1f2328"), ("#ff9f6b", "#1f2328"), ("#e5534b", "#ffffff")];

    public static string Of(Diagram diagram)
    {
        var keys = new BoxKeys();
        var text = new StringBuilder();
        text.Append("// Call graph, written by the build: docs/diagrams.md of ShadowGen says how to read it.\n");
        if (diagram.Source.Length > 0)
            text.Append("// ").Append(diagram.Source).Append('\n');
        text.Append("digraph ").Append(Quote(diagram.Assembly)).Append(" {\n");
        text.Append("  graph [rankdir=LR, fontname=\"Helvetica\", fontsize=11, style=rounded, color=\"#8c959f\"]\n");
        text.Append("  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11, color=\"#8c959f\"]\n");
        text.Append("  edge [fontname=\"Helvetica\", fontsize=9, color=\"#57606a\"]\n");
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
                    text.Append(inner).Append(type.Length > 0 ? "  " : "").Append(Node(box)).Append('\n');
                if (type.Length > 0)
                    text.Append(inner).Append("}\n");
            }

            if (space.Length > 0)
                text.Append(indent).Append("}\n");
        }

        foreach (var arrow in diagram.Arrows)
            text.Append("  ").Append(Edge(arrow)).Append('\n');
        var note = diagram.Folded.Count > 0 ? "Not all is shown: " + string.Join("; ", diagram.Folded) : diagram.Boxes.Count == 0 ? diagram.Assembly + " has no shadowed calls" : "";
        if (note.Length > 0)
            text.Append("  folded [shape=note, style=dashed, label=").Append(Quote(note)).Append("]\n");
        return text.Append("}\n").ToString();
    }

    private static void Open(StringBuilder text, string indent, string key, string title) =>
        text.Append(indent).Append("subgraph \"cluster_").Append(key).Append("\" { label=").Append(Quote(title)).Append('\n');

    private static string Node(Box box)
    {
        var shape = box.Kind switch
        {
            BoxKind.Service => ", shape=cds",
            BoxKind.Flow => ", shape=hexagon",
            BoxKind.Outside => ", shape=oval",
            BoxKind.Group => ", shape=box3d",
            _ => "",
        };
        var (fill, colour) = Colours[box.Level];
        return $"{Quote(box.Key)} [label={Label(box)}, tooltip={Quote(box.Tooltip)}, fillcolor=\"{fill}\", fontcolor=\"{colour}\"{shape}]";
    }

    // The figures are on a line of their own.
    private static string Label(Box box) => box.Measured.Length == 0 ? Quote(box.Label) : "\"" + Escape(box.Label) + "\\n" + Escape(box.Measured) + "\"";

    private static string Edge(Arrow arrow)
    {
        var width = (1 + 4 * arrow.Probability).ToString("0.0", CultureInfo.InvariantCulture);
        return $"{Quote(arrow.Caller.Key)} -> {Quote(arrow.Callee.Key)} [label={Quote(Percent.Of(arrow.Probability))}, penwidth={width}{(!arrow.IsShimmed || arrow.IsVirtual ? ", style=dashed" : "")}]";
    }

    private static string Quote(string value) => "\"" + Escape(value) + "\"";

    // A backslash begins an escape of labels, an ampersand an entity.
    private static string Escape(string value)
    {
        var text = new StringBuilder();
        foreach (var c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '&':
                    text.Append("&amp;");
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
}
