extern alias build;

using System.CommandLine;
using build::ShadowGen.Build.Diagrams;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Graph;

/// <summary><c>graph</c>: the call graph as a picture, or for programs.</summary>
internal static class GraphVerb
{
    public static Command Create(Screen screen)
    {
        var file = new Argument<string>("file") { Description = "A model, or a built assembly (.dll): its code says who may call whom.", DefaultValueFactory = _ => "app.shadow" };
        var format = new Option<string?>("--format", "-f") { Description = "mmd (Mermaid), dot (Graphviz), json, html (a page that works without a network) or svg. Else the ending of --output, or mmd." };
        format.AcceptOnlyFromAmong("mmd", "dot", "json", "html", "svg");
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; else it is printed." };
        var model = new Option<string?>("--model", "-m") { Description = "A model with measured probabilities and costs for an assembly." };
        var edges = CommonOptions.Number("--edges", CallGraphFiles.DefaultEdges, 1, "The most calls that mmd, dot and svg show: the rest is folded.");
        var json = CommonOptions.Json();
        var command = new Command("graph", "Draws a call graph, with measured probabilities and costs where a model knows them.") { file, format, output, model, edges, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(output);
            var kind = parsed.GetValue(json) ? "json" : parsed.GetValue(format) ?? FormatOf(path);
            var text = GraphText.Of(GraphInput.Load(screen, parsed.GetValue(file)!, parsed.GetValue(model)), kind, parsed.GetValue(edges));
            if (path is null) screen.Output.Write(text);
            else OutputFile.Write(screen, path, full => File.WriteAllText(full, text));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string FormatOf(string? path) => Path.GetExtension(path ?? ".mmd").TrimStart('.') is "mmd" or "dot" or "json" or "html" or "svg"
        ? Path.GetExtension(path ?? ".mmd").TrimStart('.')
        : throw new ToolException($"--format is not given, and '{path}' does not end in .mmd, .dot, .json, .html or .svg.");
}
