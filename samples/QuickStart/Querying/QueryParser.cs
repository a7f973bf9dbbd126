using ShadowGen.QuickStart.Indexing;

namespace ShadowGen.QuickStart.Querying;

/// <summary>
/// Reads queries: words that must all occur, <c>OR</c> between alternatives, <c>"quotes"</c> around a phrase. A word is cut as the indexed text is, so that
/// <c>HttpClient</c> is the phrase "http client". Any text is a query: a quote that is not closed lasts to the end, and what holds no term is passed over.
/// </summary>
internal static class QueryParser
{
    public static Query Parse(string text)
    {
        var groups = new List<QueryGroup>();
        var phrases = new List<Phrase>();
        for (var rest = text.AsSpan().TrimStart(); !rest.IsEmpty; rest = rest.TrimStart())
        {
            var isQuoted = rest[0] == '"';
            var word = Cut(ref rest, isQuoted);
            if (!isQuoted && word is "OR") CloseGroup(groups, ref phrases);
            else if (Terms(word) is { Count: > 0 } terms) phrases.Add(new(terms));
        }
        CloseGroup(groups, ref phrases);
        return new(groups);
    }

    [Unshadowed]
    private static ReadOnlySpan<char> Cut(ref ReadOnlySpan<char> rest, bool isQuoted)
    {
        if (isQuoted) rest = rest[1..];
        var end = isQuoted ? rest.IndexOf('"') : rest.IndexOfAny(" \t\r\n\"");
        var word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(isQuoted ? end + 1 : end)..];
        return word;
    }

    [Unshadowed]
    private static void CloseGroup(List<QueryGroup> groups, ref List<Phrase> phrases)
    {
        if (phrases.Count == 0) return;
        groups.Add(new(phrases));
        phrases = [];
    }

    private static List<string> Terms(ReadOnlySpan<char> word)
    {
        var terms = new List<string>();
        var tokenizer = new Tokenizer(word);
        while (tokenizer.TryNext(out var token)) terms.Add(token.In(word).ToString());
        return terms;
    }
}
