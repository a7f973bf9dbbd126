namespace ShadowGen.QuickStart.Report;

/// <summary>Function names short enough for a table.</summary>
internal static class Names
{
    /// <summary>The type and the method, without namespaces.</summary>
    public static string Short(CallGraphNode node)
    {
        var name = node.Name;
        var method = name.LastIndexOf('.');
        var type = method <= 0 ? -1 : name.LastIndexOf('.', method - 1);
        return name[(type + 1)..];
    }
}
