namespace ShadowGen.Codebases.Building;

/// <summary>What Injected/Codebase.targets wrote down about a project that was built.</summary>
internal sealed record BuiltProject(string Project, string TargetPath, string LangVersion, bool IsShadowed, bool IsTestProject, bool IsTestingPlatformApplication, string RunSettings)
{
    public string Name => Path.GetFileNameWithoutExtension(Project);

    public string OutputFolder => Path.GetDirectoryName(TargetPath)!;

    public bool IsTest => IsTestProject || IsTestingPlatformApplication;

    public static List<BuiltProject> ReadAll(string descriptions) =>
        [.. Directory.EnumerateFiles(descriptions, "*.txt").Order(StringComparer.Ordinal).Select(Read).Where(p => File.Exists(p.TargetPath)).OrderBy(p => p.Name, StringComparer.Ordinal)];

    private static BuiltProject Read(string file)
    {
        var values = File.ReadAllLines(file).Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1]);
        return new BuiltProject(
            values["Project"], values["TargetPath"], Value("LangVersion"), IsTrue("Shadowed"), IsTrue("IsTestProject"), IsTrue("IsTestingPlatformApplication"), Value("RunSettings"));

        string Value(string name) => values.GetValueOrDefault(name, "");
        bool IsTrue(string name) => string.Equals(Value(name), "true", StringComparison.OrdinalIgnoreCase);
    }
}
