using System.Globalization;
using ShadowGen.Shared.Graph;

namespace ShadowGen.Build.Diagrams;

/// <summary>The box of one node.</summary>
internal static class Boxes
{
    public static Box Of(NamedGraph graph, StaticNode node, BoxKeys keys)
    {
        var name = graph.NameOf(node);
        var tooltip = node.File.Length == 0 ? node.DocId : node.DocId + " " + node.File + "(" + node.Line.ToString(CultureInfo.InvariantCulture) + ")";
        return new Box(keys.Of(name.Type + "_" + name.Name, node.Id), KindOf(node), name.Namespace, name.Type, graph.LabelOf(node), tooltip, node.IsShadowed, node.Heat) { Measured = graph.Measured?.Of(node) ?? node.Measured };
    }

    private static BoxKind KindOf(StaticNode node) =>
        node.IsOutside ? BoxKind.Outside : node.IsFlow ? BoxKind.Flow : node.IsService ? BoxKind.Service : BoxKind.Method;
}
