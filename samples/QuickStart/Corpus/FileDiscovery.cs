namespace ShadowGen.QuickStart.Corpus;

/// <summary>Walks a directory tree.</summary>
[Shadowed]
internal sealed class FileDiscovery(string root)
{
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase) { ".git", "bin", "obj" };
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly List<SourceFile> _files = [];
    private int _skippedFolders;
    private int _links;
    private int _unreadable;

    public DiscoveredFiles Find()
    {
        Walk(new DirectoryInfo(root));
        _files.Sort(static (left, right) => string.CompareOrdinal(left.RelativePath, right.RelativePath));
        return new(_files, _skippedFolders, _links, _unreadable);
    }

    private void Walk(DirectoryInfo folder)
    {
        try
        {
            foreach (var entry in folder.EnumerateFileSystemInfos("*", Everything))
            {
                if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint)) _links++;
                else if (entry is FileInfo file) Add(file);
                else if (Skipped.Contains(entry.Name)) _skippedFolders++;
                else Walk((DirectoryInfo)entry);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _unreadable++;
        }
    }

    private void Add(FileInfo file)
    {
        try
        {
            var relative = Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            _files.Add(new(file.FullName, relative, file.Length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone since it was listed.
            _unreadable++;
        }
    }
}
