using System.Text;
using Microsoft.Build.Framework;
using ShadowGen.Build.Diagrams;

namespace ShadowGen.Build;

/// <summary>Writes callgraph.mmd, .dot, .json and .html for a compiled assembly and prints one line. Whatever goes wrong is one message: it never fails a build.</summary>
public sealed class WriteCallGraph : ITask
{
    private const string Name = "callgraph";
    private const string Stamp = Name + ".json";
    private const string LibraryName = "dagre.min.js";

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

    /// <summary>What earlier runs have learned; empty: nothing is known, and all figures are estimates.</summary>
    public string ModelFile { get; set; } = "";

    /// <inheritdoc />
    public bool Execute()
    {
        try
        {
            var skeletons = SkeletonReader.Read(AssemblyFile);
            var assembly = Path.GetFileNameWithoutExtension(AssemblyFile);
            var files = CallGraphFiles.Of(assembly, skeletons, NamespaceReader.Read(AssemblyFile), Edges, Library(), ModelFile.Length > 0 ? File.ReadAllText(ModelFile) : null);
            Save(OutputDirectory, Name, files);
            if (CopyDirectory.Length > 0)
                Save(CopyDirectory, assembly + "." + Name, files);

            if (skeletons.Count > 0)
                Say($"ShadowGen: {files.Summary} (in {OutputDirectory})");
        }
#pragma warning disable CA1031 // A picture that cannot be made is no reason to fail a build.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Say($"ShadowGen: the call graph of '{AssemblyFile}' was not written to '{OutputDirectory}': {fault.Message} The assembly is as it should be; ShadowGenDiagrams=false switches the diagrams off.");
        }

        return true;
    }

    private string? Library()
    {
        var library = LayoutLibrary.Length > 0 ? LayoutLibrary : Path.Combine(Path.GetDirectoryName(typeof(WriteCallGraph).Assembly.Location) ?? "", LibraryName);
        var notice = library + ".LEGAL.txt";
        return File.Exists(library) && File.Exists(notice) ? File.ReadAllText(notice) + "\n" + File.ReadAllText(library) : null;
    }

    // A file that is not made any more is one that an earlier build has left there. One of equal text keeps its time, but for the one that the build compares with the assembly's.
    private static void Save(string folder, string name, CallGraphFiles files)
    {
        Directory.CreateDirectory(folder);
        foreach (var (extension, text) in files.Texts)
        {
            var path = Path.Combine(folder, name + extension);
            if (text is null)
                File.Delete(path);
            else if (!File.Exists(path) || File.ReadAllText(path) != text)
                File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            else if (name + extension == Stamp)
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
    }

    private void Say(string text) => BuildEngine.LogMessageEvent(new BuildMessageEventArgs(text, helpKeyword: "", senderName: "ShadowGen", MessageImportance.High));
}
