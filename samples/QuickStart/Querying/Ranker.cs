using ShadowGen.QuickStart.Indexing;

namespace ShadowGen.QuickStart.Querying;

/// <summary>A document and how well it answers: more is better.</summary>
internal readonly record struct ScoredDocument(int Document, double Score);

/// <summary>Orders documents by BM25 over all terms of a query, best first; equal scores by number. Thread-safe over a filled index.</summary>
internal sealed class Ranker(InvertedIndex index)
{
    public ScoredDocument[] Rank(Query query, ReadOnlySpan<int> documents, int count)
    {
        var terms = TermsOf(query);
        var best = new PriorityQueue<ScoredDocument, (double Score, int Order)>(count + 1);
        foreach (var document in documents)
        {
            var score = Score(document, terms);
            best.Enqueue(new(document, score), (score, -document));
            if (best.Count > count) best.Dequeue();
        }
        var ranked = new ScoredDocument[best.Count];
        for (var i = ranked.Length - 1; i >= 0; i--) ranked[i] = best.Dequeue();
        return ranked;
    }

    private List<(Postings Postings, double Idf)> TermsOf(Query query)
    {
        var terms = new List<(Postings, double)>();
        foreach (var term in query.Terms)
        {
            if (index.Find(term) is { } postings) terms.Add((postings, Bm25.Idf(index.DocumentCount, postings.DocumentFrequency)));
        }
        return terms;
    }

    private double Score(int document, List<(Postings Postings, double Idf)> terms)
    {
        var score = 0.0;
        foreach (var (postings, idf) in terms)
        {
            var place = postings.Find(document);
            if (place >= 0) score += idf * Bm25.Weight(postings.PositionsAt(place).Length, index.LengthOf(document), index.AverageLength);
        }
        return score;
    }
}
