using System.Text.RegularExpressions;

namespace ShadowGen.Codebases.Sources;

/// <summary>What the text of a codebase's project files says, before anything is evaluated.</summary>
internal sealed partial class ProjectGraph
{
    private static readonly string[] TestPackages = ["Microsoft.NET.Test.Sdk", "xunit", "NUnit", "MSTest", "TUnit", "Microsoft.Testing.Platform"];

    private static readonly EnumerationOptions Recursive = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    private readonly string _root;
    private readonly Dictionary<string, string> _text;

    public ProjectGraph(string root, IReadOnlyCollection<string> excludes)
    {
        _root = root;
        _text = Directory.EnumerateFiles(root, "*.*proj", Recursive)
            .Where(file => Path.GetExtension(file) is ".csproj" or ".fsproj" or ".vbproj")
            .Where(file => !excludes.Any(exclude => Relative(file).Contains(exclude, StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal)
            .ToDictionary(file => file, File.ReadAllText);
    }

    /// <summary>Projects that look like tests, relative to the root; whether they are is seen when they are built.</summary>
    public IReadOnlyList<string> Tests => [.. _text.Where(p => LooksLikeTests(p.Key, p.Value)).Select(p => Relative(p.Key))];

    public IReadOnlyList<string> Projects => [.. _text.Keys.Select(Relative)];

    public IReadOnlyList<string> Solutions =>
        [.. Directory.EnumerateFiles(_root, "*.sln*").Where(file => Path.GetExtension(file) is ".sln" or ".slnx").Select(Relative)];

    /// <summary>Names of projects that the compiler loads, with all that they reference: these cannot be retargeted.</summary>
    public IReadOnlyList<string> LoadedByCompiler()
    {
        var references = _text.ToDictionary(p => p.Key, p => ReferenceElement().Matches(p.Value)
            .Select(m => (Text: m.Value, File: Resolve(p.Key, m.Groups[1].Value)))
            .ToList());
        var open = new Stack<string>(references.Values.SelectMany(list => list)
            .Where(r => AnalyzerItem().IsMatch(r.Text))
            .Select(r => r.File));
        var kept = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var file))
        {
            if (!kept.Add(file) || !references.TryGetValue(file, out var below))
                continue;
            foreach (var reference in below)
                open.Push(reference.File);
        }

        return [.. kept.Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];
    }

    private static bool LooksLikeTests(string file, string text)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return name.Contains("Test", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("Specs", StringComparison.OrdinalIgnoreCase)
            || TestPackages.Any(package => text.Contains($"\"{package}", StringComparison.OrdinalIgnoreCase));
    }

    private static string Resolve(string project, string include) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, include.Replace('\\', Path.DirectorySeparatorChar)));

    private string Relative(string file) => Path.GetRelativePath(_root, file).Replace('\\', '/');

    [GeneratedRegex("""<ProjectReference\s[^>]*Include\s*=\s*"([^"]+)"(?:[^>]*/>|.*?</ProjectReference>)""", RegexOptions.Singleline)]
    private static partial Regex ReferenceElement();

    [GeneratedRegex("""OutputItemType\s*(?:=\s*"|>\s*)Analyzer""")]
    private static partial Regex AnalyzerItem();
}
