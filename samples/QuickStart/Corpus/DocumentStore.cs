namespace ShadowGen.QuickStart.Corpus;

/// <summary>The texts of indexed documents: in memory up to a limit, else read again. Filled by one thread, then thread-safe.</summary>
/// <param name="reader">Reads what was not kept.</param>
/// <param name="maximumCharacters">How much to keep over all documents.</param>
[Shadowed]
internal sealed class DocumentStore(FileReader reader, long maximumCharacters = 32 << 20)
{
    private readonly List<(SourceFile File, string? Text)> _documents = [];
    private long _kept;

    public int Count => _documents.Count;

    public string PathOf(int document) => _documents[document].File.RelativePath;

    public void Add(SourceFile file, string text)
    {
        var isKept = _kept + text.Length <= maximumCharacters;
        if (isKept) _kept += text.Length;
        _documents.Add((file, isKept ? text : null));
    }

    /// <returns>The text; empty when the file can no longer be read.</returns>
    public ValueTask<string> TextAsync(int document) =>
        _documents[document].Text is { } text ? new(text) : new(ReadAgainAsync(_documents[document].File));

    private async Task<string> ReadAgainAsync(SourceFile file)
    {
        var content = await reader.ReadAsync(file);
        return content.Text;
    }
}
