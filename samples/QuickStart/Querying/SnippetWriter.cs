using ShadowGen.QuickStart.Indexing;

namespace ShadowGen.QuickStart.Querying;

/// <summary>A line that shows why a document matches.</summary>
/// <param name="Line">1-based; 0 for a document that can no longer be read.</param>
/// <param name="Text">The line around its first term, on one line.</param>
internal readonly record struct Snippet(int Line, string Text);

/// <summary>Picks the line with the most different terms of the query, the first of such.</summary>
internal static class SnippetWriter
{
    private const int MaximumLength = 100;
    private const int LeadIn = 20;

    public static Snippet Write(string text, Query query)
    {
        var best = new Snippet(0, "");
        var most = 0;
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var found = CountTerms(line, query.Terms, out var first);
            if (found <= most) continue;
            most = found;
            best = new(number, Shorten(line, first));
            if (most == query.Terms.Count) break;
        }
        return best;
    }

    private static int CountTerms(ReadOnlySpan<char> line, IReadOnlyList<string> terms, out int first)
    {
        first = -1;
        var found = 0UL;
        var tokenizer = new Tokenizer(line);
        while (tokenizer.TryNext(out var token))
        {
            for (var i = 0; i < terms.Count; i++)
            {
                if (!token.In(line).Equals(terms[i], StringComparison.OrdinalIgnoreCase)) continue;
                found |= 1UL << Math.Min(i, 63);
                if (first < 0) first = token.Start;
            }
        }
        return System.Numerics.BitOperations.PopCount(found);
    }

    [Unshadowed]
    private static string Shorten(ReadOnlySpan<char> line, int first)
    {
        var start = line.Length <= MaximumLength ? 0 : Math.Max(0, first - LeadIn);
        var shown = line[start..Math.Min(line.Length, start + MaximumLength)].Trim().ToString().Replace('\t', ' ');
        return $"{(start > 0 ? "…" : "")}{shown}{(start + MaximumLength < line.Length ? "…" : "")}";
    }
}
