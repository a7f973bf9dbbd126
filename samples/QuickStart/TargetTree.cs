namespace ShadowGen.QuickStart;

/// <summary>Which folder to index.</summary>
internal static class TargetTree
{
    /// <param name="path">As the user wrote it; null for the repository around the current folder, else the current folder.</param>
    /// <param name="list">Reads a folder's entries, or throws as the file system does.</param>
    /// <param name="root">The full path of the folder.</param>
    /// <param name="problem">Why <paramref name="path"/> cannot be indexed, and what to do.</param>
    /// <returns>False: there is a <paramref name="problem"/>.</returns>
    public static bool TryResolve(string? path, Func<string, IEnumerable<string>> list, out string root, out string problem)
    {
        problem = "";
        root = path is null ? RepositoryAround(Directory.GetCurrentDirectory()) : path;
        if (path is not null && string.IsNullOrWhiteSpace(path))
        {
            problem = "The path is empty. Name a folder to index, or none for the repository itself.";
            return false;
        }
        root = Path.GetFullPath(root);
        if (File.Exists(root))
        {
            problem = $"'{root}' is a file. Name the folder to index, for example '{Path.GetDirectoryName(root)}'.";
            return false;
        }
        if (!Directory.Exists(root))
        {
            problem = $"'{root}' does not exist. Name a folder to index, or none for the repository itself.";
            return false;
        }
        try
        {
            using var entries = list(root).GetEnumerator();
            entries.MoveNext();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"'{root}' cannot be read: {exception.Message} Check its permissions, or name another folder.";
            return false;
        }
    }

    private static string RepositoryAround(string folder)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(Path.Combine(candidate.FullName, "ShadowGen.sln"))) return candidate.FullName;
        }
        return folder;
    }
}
