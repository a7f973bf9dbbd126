namespace ShadowGen.QuickStart.Querying;

/// <summary>Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009), with the idf that is never negative.</summary>
internal static class Bm25
{
    /// <summary>How soon more occurrences stop to count.</summary>
    public const double K1 = 1.2;

    /// <summary>How much long documents are held back: 0 not at all, 1 in proportion.</summary>
    public const double B = 0.75;

    [Unshadowed]
    public static double Idf(int documents, int documentFrequency) => Math.Log(1 + ((documents - documentFrequency + 0.5) / (documentFrequency + 0.5)));

    [Unshadowed]
    public static double Weight(int frequency, int length, double averageLength) =>
        frequency * (K1 + 1) / (frequency + (K1 * (1 - B + (B * length / averageLength))));
}
