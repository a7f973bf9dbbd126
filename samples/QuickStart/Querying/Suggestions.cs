using ShadowGen.QuickStart.Indexing;

namespace ShadowGen.QuickStart.Querying;

/// <summary>What a query that finds nothing may have meant. Thread-safe over a filled index.</summary>
internal sealed class Suggestions(InvertedIndex index)
{
    private const int MaximumDistance = 2;

    /// <summary>For the first term that no document holds, the nearest that one does; of equally near ones that of the most documents, then the first seen.</summary>
    /// <returns>Null when every term is known, or nothing is near.</returns>
    public string? For(Query query)
    {
        foreach (var term in query.Terms)
        {
            if (term.Length <= InvertedIndex.MaximumTermLength && index.Find(term) is null) return Closest(term);
        }
        return null;
    }

    private string? Closest(string term)
    {
        var (best, distance, frequency) = (-1, Math.Min(MaximumDistance, term.Length - 1) + 1, 0);
        for (var id = 0; id < index.Vocabulary.Count; id++)
        {
            var candidate = EditDistance.Between(term, index.Vocabulary[id], distance);
            var documents = index.PostingsOf(id).DocumentFrequency;
            if (candidate < distance || (best >= 0 && candidate == distance && documents > frequency)) (best, distance, frequency) = (id, candidate, documents);
        }
        return best < 0 ? null : index.Vocabulary[best];
    }
}
