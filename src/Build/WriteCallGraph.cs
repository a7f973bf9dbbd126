using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;
using ShadowGen.Build.Diagrams;
using ShadowGen.Shared.Graph;

namespace ShadowGen.Build;

/// <summary>Writes callgraph.mmd, .dot, .json and .html for a compiled assembly and prints one line. Whatever goes wrong is one message: it never fails a build.</summary>
public sealed class WriteCallGraph : ITask
{
    private const string FirstLine = "shadowgen-skeleton 1";
    private const int DefaultEdges = 120;
    private const string LibraryName = "dagre.min.js";
    private const string Name = "callgraph";

    /// <inheritdoc />
    public IBuildEngine BuildEngine { get; set; } = null!;

    /// <inheritdoc />
    public ITaskHost HostObject { get; set; } = null!;

    /// <summary>The compiled assembly.</summary>
    [Required]
    public string AssemblyFile { get; set; } = "";

    /// <summary>The folder for the files; it is made.</summary>
    [Required]
    public string OutputDirectory { get; set; } = "";

    /// <summary>A folder for copies, <c>&lt;assembly&gt;.callgraph.*</c>; empty: none.</summary>
    public string CopyDirectory { get; set; } = "";

    /// <summary>The most edges that .mmd and .dot show, 1 or more; .mmd never has more than 490. Empty: 120.</summary>
    public string Edges { get; set; } = "";

    /// <summary>The layout library of the page, with its notice in a file of the same name and <c>.LEGAL.txt</c>. Empty: the one beside this task.</summary>
    public string LayoutLibrary { get; set; } = "";

    /// <inheritdoc />
    public bool Execute()
    {
        try
        {
            var skeletons = SkeletonReader.Read(AssemblyFile);
            var files = Write(skeletons, out var line);
            Directory.CreateDirectory(OutputDirectory);
            foreach (var (extension, text) in files)
                Save(Path.Combine(OutputDirectory, Name + extension), text);
            if (CopyDirectory.Length > 0)
            {
                Directory.CreateDirectory(CopyDirectory);
                foreach (var (extension, text) in files)
                    Save(Path.Combine(CopyDirectory, Path.GetFileNameWithoutExtension(AssemblyFile) + "." + Name + extension), text);
            }

            if (skeletons.Count > 0)
                Say(line);
        }
#pragma warning disable CA1031 // A picture that cannot be made is no reason to fail a build.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Say($"ShadowGen: the call graph of '{AssemblyFile}' was not written to '{OutputDirectory}': {fault.Message} The assembly is as it should be; ShadowGenDiagrams=false switches the diagrams off.");
        }

        return true;
    }

    private List<(string Extension, string? Text)> Write(List<string> skeletons, out string line)
    {
        foreach (var skeleton in skeletons.Where(static skeleton => skeleton.TrimEnd('\r', '\n').Split('\n')[0].TrimEnd('\r') != FirstLine))
            throw new InvalidDataException($"a skeleton begins with '{skeleton.Split('\n')[0]}', and this version reads '{FirstLine}': build with one version of the package.");
        if (!int.TryParse(Edges.Length == 0 ? DefaultEdges.ToString(CultureInfo.InvariantCulture) : Edges, NumberStyles.None, CultureInfo.InvariantCulture, out var edges) || edges < 1)
            throw new ArgumentException($"ShadowGenDiagramEdges is '{Edges}': it must be a number, 1 or more.");

        var graph = StaticGraph.Of(skeletons);
        var named = new NamedGraph(graph, NamespaceReader.Read(AssemblyFile));
        var (mermaid, diagram) = MermaidText.Of(named, edges);
        var json = CallGraphJson.Of(named);
        var page = Page(Path.GetFileNameWithoutExtension(AssemblyFile), json, out var noPage);

        line = $"ShadowGen: call graph of {Count(graph.Nodes.Count, "method")} and {Count(graph.Edges.Count, "call")}: {Path.Combine(OutputDirectory, Name)}"
            + (page is null ? ".mmd, .dot, .json; no .html: " + noPage : ".html, .mmd, .dot, .json")
            + (diagram.Folded.Count == 0 ? "" : "; to keep .mmd and .dot readable: " + string.Join(", ", diagram.Folded));
        return [(".mmd", mermaid), (".dot", DotText.Of(Folding.Fit(named, edges))), (".json", json), (".html", page)];
    }

    private string? Page(string title, string json, out string reason)
    {
        var library = LayoutLibrary.Length > 0 ? LayoutLibrary : Path.Combine(Path.GetDirectoryName(typeof(WriteCallGraph).Assembly.Location) ?? "", LibraryName);
        var notice = library + ".LEGAL.txt";
        if (!File.Exists(library) || !File.Exists(notice))
        {
            reason = $"this ShadowGen was packed without the layout library ({LibraryName})";
            return null;
        }

        reason = "";
        return PageText.Of(title, json, File.ReadAllText(notice) + "\n" + File.ReadAllText(library));
    }

    // No text: what an earlier build left there is gone as well. Equal text: the file keeps its time.
    private static void Save(string path, string? text)
    {
        if (text is null)
            File.Delete(path);
        else if (!File.Exists(path) || File.ReadAllText(path) != text)
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        else if (Path.GetFileName(path) == Name + ".json")
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
    }

    private static string Count(int count, string word) => count.ToString("N0", CultureInfo.InvariantCulture) + " " + word + (count == 1 ? "" : "s");

    private void Say(string text) => BuildEngine.LogMessageEvent(new BuildMessageEventArgs(text, helpKeyword: "", senderName: "ShadowGen", MessageImportance.High));
}
