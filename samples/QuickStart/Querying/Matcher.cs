using ShadowGen.QuickStart.Indexing;

namespace ShadowGen.QuickStart.Querying;

/// <summary>Finds the documents that match, ascending. Thread-safe over a filled index.</summary>
internal sealed class Matcher(InvertedIndex index)
{
    public int[] MatchAny(Query query)
    {
        int[] documents = [];
        foreach (var group in query.Groups) documents = SortedSets.Union(documents, MatchAll(group));
        return documents;
    }

    public int[] MatchAll(QueryGroup group)
    {
        int[]? documents = null;
        foreach (var phrase in group.Phrases)
        {
            var matching = phrase.Terms.Count == 1 ? MatchTerm(phrase.Terms[0]) : MatchPhrase(phrase);
            documents = documents is null ? matching : SortedSets.Intersect(documents, matching);
            if (documents.Length == 0) break;
        }
        return documents ?? [];
    }

    public int[] MatchTerm(string term) => index.Find(term) is { } postings ? postings.Documents.ToArray() : [];

    public int[] MatchPhrase(Phrase phrase)
    {
        var postings = new Postings[phrase.Terms.Count];
        for (var i = 0; i < postings.Length; i++)
        {
            if (index.Find(phrase.Terms[i]) is not { } found) return [];
            postings[i] = found;
        }
        var documents = postings[0].Documents.ToArray();
        for (var i = 1; i < postings.Length && documents.Length > 0; i++) documents = SortedSets.Intersect(documents, postings[i].Documents);

        var count = 0;
        foreach (var document in documents)
        {
            if (Follow(postings, document)) documents[count++] = document;
        }
        return documents[..count];
    }

    /// <summary>Whether the terms stand one after the other somewhere in a document that holds them all.</summary>
    private static bool Follow(Postings[] postings, int document)
    {
        foreach (var first in postings[0].PositionsAt(postings[0].Find(document)))
        {
            var length = 1;
            while (length < postings.Length && postings[length].PositionsAt(postings[length].Find(document)).BinarySearch(first + length) >= 0) length++;
            if (length == postings.Length) return true;
        }
        return false;
    }
}
