using System.Text.Json;
using System.Text.Json.Nodes;

namespace ShadowGen.Codebases.Sources;

/// <summary>A copy of the codebase that may be built in. Only what pins the SDK is taken out of it.</summary>
internal sealed class WorkingCopy
{
    private static readonly string[] Outputs = ["bin", "obj", "TestResults", ".vs"];

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private WorkingCopy(Variant variant, string root)
    {
        Variant = variant;
        Root = root;
    }

    public Variant Variant { get; }

    public string Root { get; }

    public static WorkingCopy Create(string source, string work, Variant variant)
    {
        var root = Path.Combine(work, variant.Name, Path.GetFileName(source));
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
        Copy(new DirectoryInfo(source), root);
        foreach (var file in Directory.EnumerateFiles(root, "global.json", SearchOption.AllDirectories))
            Unpin(file);
        return new WorkingCopy(variant, root);
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        var hasProject = from.EnumerateFiles("*.*proj").Any();
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            var target = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                // A link inside of the codebase stays one; its target was copied beside it.
                if (entry is DirectoryInfo)
                    Directory.CreateSymbolicLink(target, link);
                else
                    File.CreateSymbolicLink(target, link);
            }
            else if (entry is DirectoryInfo folder)
            {
                if (!(hasProject && Outputs.Contains(folder.Name, StringComparer.OrdinalIgnoreCase)))
                    Copy(folder, target);
            }
            else
            {
                File.Copy(entry.FullName, target);
            }
        }
    }

    // The SDK that is here builds it; versions of MSBuild SDKs and the choice of test runner in the same file stay.
    private static void Unpin(string file)
    {
        if (JsonNode.Parse(File.ReadAllText(file), documentOptions: Lenient) is JsonObject json && json.Remove("sdk"))
            File.WriteAllText(file, json.ToJsonString());
    }
}
