using System.Text.RegularExpressions;
using ShadowGen.Architecture.Tests.Support;
using ShadowGen.TestSupport;

namespace ShadowGen.Architecture.Tests;

/// <summary>What holds for every file of the repository.</summary>
public sealed partial class RepositoryTests
{
    private const int LongFile = 400;

    /// <summary>Files that may be longer, each with the reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = new()
    {
    };

    private static readonly string[] Text = [".cs", ".csproj", ".props", ".targets", ".md", ".sh", ".json", ".txt", ".sln", ".editorconfig", ".yml", "/run"];

    [Fact]
    public void Files_hold_one_idea()
    {
        var tooLong = SourceTree.WithExtension(".cs")
            .Where(f => !f.EndsWith(".verified.cs", StringComparison.Ordinal) && !LongFiles.ContainsKey(f))
            .Select(f => (File: f, Lines: File.ReadLines(Repository.PathOf(f)).Count()))
            .Where(f => f.Lines > LongFile)
            .Select(f => $"{f.File} has {f.Lines} lines: split it, or put it on the list with the reason.");

        Findings.MustBeNone(tooLong);
    }

    [Fact]
    public void Exceptions_for_long_files_are_still_needed() =>
        Assert.All(LongFiles.Keys, f => Assert.True(File.ReadLines(Repository.PathOf(f)).Count() > LongFile, $"{f} is short now: take it off the list."));

    [Fact]
    public void No_file_names_a_developers_machine()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var here = new[] { Repository.Root, home }.Where(p => p.Length > 1).Distinct().ToList();
        var wrong = from file in SourceTree.Files
                    where Array.Exists(Text, e => file.EndsWith(e, StringComparison.Ordinal))
                    from line in File.ReadLines(Repository.PathOf(file)).Select((text, i) => (text, Number: i + 1))
                    where PersonalFolder().IsMatch(line.text) || here.Exists(p => line.text.Contains(p, StringComparison.Ordinal))
                    select $"{file}({line.Number}): {line.text.Trim()}";

        Findings.MustBeNone(wrong);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = ProjectPath().Matches(SourceTree.Read("ShadowGen.sln")).Select(m => m.Groups[1].Value.Replace('\\', '/'));

        Assert.Equal(SourceTree.WithExtension(".csproj"), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Packages_are_pinned_exactly() => Assert.All(
        PackageVersion().Matches(SourceTree.Read("Directory.Packages.props")).Select(m => m.Value),
        pin => Assert.Matches(@"Version=""\[[^\],]+\]""", pin));

    [GeneratedRegex(@"(?<![\w.])(/(home|Users)/\w|[A-Za-z]:\\Users\\\w)")]
    private static partial Regex PersonalFolder();

    [GeneratedRegex(@"""([^""]+\.csproj)""")]
    private static partial Regex ProjectPath();

    [GeneratedRegex("<PackageVersion .*/>")]
    private static partial Regex PackageVersion();
}
