using ShadowGen.Graph;

namespace ShadowGen.Tool.Models;

/// <summary>Names as short as people say them: the type and the member, without namespaces.</summary>
internal static class ShortName
{
    public static string Of(CallGraphNode node)
    {
        if (node.IsOutside) return "(outside)";
        if (node.IsFlow) return "flow " + node.DocumentationId[DocumentationId.Flow.Length..];
        return Of(node.Name);
    }

    public static string Of(string name)
    {
        var last = name.LastIndexOf('.');
        // A constructor is Type..ctor: its dot is part of the member's name.
        if (last > 0 && name[last - 1] == '.') last--;
        var type = last <= 0 ? -1 : name.LastIndexOf('.', last - 1);
        return name[(type + 1)..];
    }
}
