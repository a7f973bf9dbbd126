namespace ShadowGen.TestSupport;

/// <summary>A folder outside of the repository, gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder(string name) => Root = Directory.CreateTempSubdirectory($"shadowgen-{name}-").FullName;

    public string Root { get; }

    public string PathOf(params string[] segments) => Path.Combine([Root, .. segments]);

    public void Write(string relativePath, string text)
    {
        var path = PathOf(relativePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
