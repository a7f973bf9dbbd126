namespace ShadowGen.Codebases.Building;

/// <summary>What Injected/Codebase.targets wrote down about a project that was built.</summary>
internal sealed record BuiltProject(string Project, string TargetPath, string LangVersion, bool IsShadowed, bool IsTestProject, bool IsTestingPlatformApplication, string RunSettings)
{
    /// <summary>The project's; with its folder's before it where several projects have the same name.</summary>
    public string Name { get; private init; } = Path.GetFileNameWithoutExtension(Project);

    public string OutputFolder => Path.GetDirectoryName(TargetPath)!;

    public bool IsTest => IsTestProject || IsTestingPlatformApplication;

    public static List<BuiltProject> ReadAll(string descriptions) =>
        [.. Directory.EnumerateFiles(descriptions, "*.txt").Select(Read)
            .Where(p => File.Exists(p.TargetPath))
            .GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(g => g.Count() == 1 ? g.AsEnumerable() : g.Select(p => p with { Name = $"{Path.GetFileName(Path.GetDirectoryName(p.Project))}.{p.Name}" }))
            .OrderBy(p => p.Name, StringComparer.Ordinal)];

    private static BuiltProject Read(string file)
    {
        var values = File.ReadAllLines(file).Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1]);
        return new BuiltProject(
            values["Project"], values["TargetPath"], Value("LangVersion"), IsTrue("Shadowed"), IsTrue("IsTestProject"), IsTrue("IsTestingPlatformApplication"), Value("RunSettings"));

        string Value(string name) => values.GetValueOrDefault(name, "");
        bool IsTrue(string name) => string.Equals(Value(name), "true", StringComparison.OrdinalIgnoreCase);
    }
}
