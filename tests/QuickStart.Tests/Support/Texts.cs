using ShadowGen.QuickStart.Indexing;

namespace ShadowGen.QuickStart.Tests.Support;

/// <summary>Documents made of few words, so that queries meet; equal seeds give equal documents.</summary>
internal static class Texts
{
    private static readonly string[] Words = ["call", "graph", "node", "edge", "Callee", "httpClient", "x16", "ORDER", "price", "\n", ".", "(", "über", "読む"];

    public static List<string> Random(int seed, int count, int maximumWords = 40)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', random.GetItems(Words, random.Next(maximumWords))))];
    }

    public static InvertedIndex Index(IEnumerable<string> texts)
    {
        var index = new InvertedIndex();
        foreach (var text in texts) index.Add(text);
        return index;
    }

    /// <summary>The terms of a text, folded, as the tokenizer cuts them.</summary>
    public static List<string> Terms(string text)
    {
        var terms = new List<string>();
        var tokenizer = new Tokenizer(text);
        while (tokenizer.TryNext(out var token)) terms.Add(token.In(text).ToString().ToUpperInvariant());
        return terms;
    }
}
