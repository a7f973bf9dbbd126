namespace ShadowGen.QuickStart.Corpus;

/// <summary>A file that may be indexed.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="RelativePath">Its name below the indexed folder, with <c>/</c> on every system.</param>
/// <param name="Length">Bytes when it was found. 0 also for pipes and devices, which must not be opened.</param>
internal sealed record SourceFile(string Path, string RelativePath, long Length);

/// <summary>What a walk over a tree found.</summary>
/// <param name="Files">In ordinal order of their relative paths, so that every run numbers documents alike.</param>
/// <param name="SkippedFolders">Folders left out by name: version control and build output.</param>
/// <param name="Links">Symbolic links, which are not followed: what they name may be outside, or a cycle.</param>
/// <param name="Unreadable">Folders and files that the file system refused.</param>
internal sealed record DiscoveredFiles(IReadOnlyList<SourceFile> Files, int SkippedFolders, int Links, int Unreadable);
