extern alias build;

using build::ShadowGen.Build.Diagrams;

namespace ShadowGen.Tool.Graph;

/// <summary>A graph in each format.</summary>
internal static class GraphText
{
    /// <exception cref="ToolException">A page is asked for, and this tool was built without the layout library.</exception>
    public static string Of(GraphInput input, string format, int edges) => format switch
    {
        "mmd" => MermaidText.Of(input.Graph, edges).Text,
        "dot" => DotText.Of(Folding.Fit(input.Graph, edges)),
        "json" => CallGraphJson.Of(input.Graph),
        "html" => PageText.Of(input.Title, CallGraphJson.Of(input.Graph), Library()),
        _ => SvgText.Of(input.Title, Folding.Fit(input.Graph, edges)),
    };

    private static string Library() => Resource("ShadowGen.Tool.Layout.txt") + "\n" + Resource("ShadowGen.Tool.Layout.js");

    private static string Resource(string name)
    {
        using var stream = typeof(GraphText).Assembly.GetManifestResourceStream(name)
            ?? throw new ToolException("this tool was built without the layout library that a page needs (npm could not fetch it): use --format svg.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
