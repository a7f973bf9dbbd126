using ShadowGen.QuickStart.Indexing;

namespace ShadowGen.QuickStart.Querying;

/// <summary>How far a search has come.</summary>
internal enum SearchStep
{
    Started,
    Parsed,
    Matched,
    Finished,
}

/// <summary>What a search found.</summary>
/// <param name="Query">As it was understood.</param>
/// <param name="Matches">Documents that match.</param>
/// <param name="Best">The best of them.</param>
/// <param name="Suggestion">A term to try instead, when nothing matches.</param>
internal sealed record SearchResult(Query Query, int Matches, IReadOnlyList<ScoredDocument> Best, string? Suggestion);

/// <summary>Finds and ranks documents. Thread-safe over a filled index.</summary>
/// <param name="index">Filled.</param>
/// <param name="stepReached">Told of each step on the thread of the search: for progress, and for questions to ShadowGen.</param>
internal sealed class SearchEngine(InvertedIndex index, Action<SearchStep>? stepReached = null)
{
    private readonly Matcher _matcher = new(index);
    private readonly Ranker _ranker = new(index);
    private readonly Suggestions _suggestions = new(index);

    public SearchResult Search(string text, int count)
    {
        stepReached?.Invoke(SearchStep.Started);
        var query = QueryParser.Parse(text);

        stepReached?.Invoke(SearchStep.Parsed);
        var documents = query.Groups switch
        {
            [{ Phrases: [{ Terms: [var term] }] }] => _matcher.MatchTerm(term),
            [{ Phrases: [var phrase] }] => _matcher.MatchPhrase(phrase),
            [var group] => _matcher.MatchAll(group),
            _ => _matcher.MatchAny(query),
        };

        stepReached?.Invoke(SearchStep.Matched);
        var result = documents.Length == 0
            ? new SearchResult(query, 0, [], _suggestions.For(query))
            : new SearchResult(query, documents.Length, _ranker.Rank(query, documents, count), null);

        stepReached?.Invoke(SearchStep.Finished);
        return result;
    }
}
