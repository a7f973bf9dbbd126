using ShadowGen.QuickStart.Corpus;
using ShadowGen.QuickStart.Indexing;

namespace ShadowGen.QuickStart.Workload;

/// <summary>Queries as users might type them: fixed ones, and ones drawn from the documents. Equal trees give equal queries.</summary>
internal sealed class QueryMix(DocumentStore store)
{
    private const int Seed = 20_25_11;
    private const int Window = 400;

    // In two parts, because this file is itself one of the documents.
    private const string Misspelt = "retr" + "un value";

    private readonly Random _random = new(Seed);

    /// <summary>The queries whose answers are shown; each form once.</summary>
    public static IReadOnlyList<string> Fixed { get; } = ["license", "\"call graph\"", "public class", "error OR exception", "HttpClient", Misspelt];

    /// <returns><paramref name="count"/> queries; none when no document has words.</returns>
    public async Task<IReadOnlyList<string>> GenerateAsync(int count)
    {
        var queries = new List<string>();
        for (var attempts = 0; queries.Count < count && attempts < 4 * count && store.Count > 0; attempts++)
        {
            var text = await store.TextAsync(_random.Next(store.Count));
            if (text.Length == 0) continue;
            var words = WordsFrom(text, _random.Next(text.Length));
            if (words.Count > 0) queries.Add(Compose(words));
        }
        return queries;
    }

    private string Compose(List<string> words) => (_random.Next(20), words) switch
    {
        ( < 8, _) => words[0],
        ( < 13, [var first, _, .., var last]) => $"{first} {last}",
        ( < 16, [var first, _, .., var last]) => $"{first} OR {last}",
        ( < 19, [var first, var second, ..]) => $"\"{first} {second}\"",
        (19, _) when words[0].Length > 3 => words[0].Remove(words[0].Length / 2, 1),
        _ => words[0],
    };

    private static List<string> WordsFrom(string text, int start)
    {
        var span = text.AsSpan(start, Math.Min(Window, text.Length - start));
        var words = new List<string>();
        var tokenizer = new Tokenizer(span);
        tokenizer.TryNext(out _); // the first is cut by where the window begins
        while (words.Count < 4 && tokenizer.TryNext(out var token))
        {
            if (token.Length is > 1 and <= InvertedIndex.MaximumTermLength && char.IsLetter(span[token.Start])) words.Add(token.In(span).ToString());
        }
        return words;
    }
}
