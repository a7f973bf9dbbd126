using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>Names files so that the same project gives the same names wherever it is checked out.</summary>
internal static class ProjectPaths
{
    public static string Relative(string path, string projectDirectory, CompilationOptions options)
    {
        var file = path.Replace('\\', '/');
        var root = projectDirectory.Replace('\\', '/').TrimEnd('/');
        if (root.Length == 0 || file.Length == 0)
            return Mapped(path, options) ?? file;
        if (file.StartsWith(root + "/", StringComparison.Ordinal))
            return file.Substring(root.Length + 1);
        return Mapped(path, options) ?? Climb(file, root);
    }

    // A linked file of a build without PathMap: the way from the project to it is the same in every checkout.
    private static string Climb(string file, string root)
    {
        var from = root.Split('/');
        var to = file.Split('/');
        var shared = 0;
        while (shared < from.Length && shared < to.Length - 1 && from[shared] == to[shared])
            shared++;
        return shared <= 1 ? to[to.Length - 1] : string.Join("/", Enumerable.Repeat("..", from.Length - shared).Concat(to.Skip(shared)));
    }

    private static string? Mapped(string path, CompilationOptions options)
    {
        var mapped = options.SourceReferenceResolver?.NormalizePath(path, baseFilePath: null);
        return mapped is null || mapped == path ? null : mapped.Replace('\\', '/');
    }
}
