using ShadowGen.TestSupport;

namespace ShadowGen.Architecture.Tests.Support;

/// <summary>The repository's own files: what a build, an editor or a test run leaves behind is not among them.</summary>
internal static class SourceTree
{
    private static readonly string[] Ignored = [".git", ".idea", ".vs", ".vscode", "artifacts", "bin", "obj", "TestResults"];

    /// <summary>Paths relative to the root, with <c>/</c>, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } = Enumerate(new DirectoryInfo(Repository.Root))
        .Select(f => Path.GetRelativePath(Repository.Root, f.FullName).Replace('\\', '/'))
        .Where(f => f != ".git" && !f.Contains(".received.", StringComparison.Ordinal) && !f.EndsWith(".user", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .ToList();

    public static IEnumerable<string> WithExtension(string extension) => Files.Where(f => f.EndsWith(extension, StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Repository.PathOf(file));

    private static IEnumerable<FileInfo> Enumerate(DirectoryInfo folder) =>
        folder.EnumerateFiles().Concat(folder.EnumerateDirectories().Where(d => !Ignored.Contains(d.Name)).SelectMany(Enumerate));
}
