using ShadowGen.QuickStart.Corpus;

namespace ShadowGen.QuickStart.Querying;

/// <summary>A document that answers a query.</summary>
internal sealed record Hit(string Path, double Score, Snippet Snippet);

/// <summary>A query and its answer.</summary>
internal sealed record Answer(string Text, int Matches, IReadOnlyList<Hit> Hits, string? Suggestion);

/// <summary>Answers queries with the best documents, each with the line that shows why. Thread-safe over a filled index.</summary>
internal sealed class AnswerService(SearchEngine engine, DocumentStore store)
{
    /// <summary>The most hits of an answer.</summary>
    public const int HitsShown = 3;

    public async Task<Answer> AnswerAsync(string text)
    {
        var result = engine.Search(text, HitsShown);
        var hits = new Hit[result.Best.Count];
        for (var i = 0; i < hits.Length; i++)
        {
            var (document, score) = result.Best[i];
            var content = await store.TextAsync(document);
            hits[i] = new(store.PathOf(document), score, SnippetWriter.Write(content, result.Query));
        }
        return new(text, result.Matches, hits, result.Suggestion);
    }
}
