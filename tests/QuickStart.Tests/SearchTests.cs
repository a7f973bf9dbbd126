using ShadowGen.QuickStart.Querying;
using ShadowGen.QuickStart.Tests.Support;

namespace ShadowGen.QuickStart.Tests;

/// <summary>Search beside a reference that reads every document for every query.</summary>
public sealed class SearchTests
{
    private static readonly string[] Queries =
    [
        "call", "CALL graph", "\"call graph\"", "call OR price", "httpClient", "\"node edge\" call OR \"graph call\"", "x16 über", "missing", "call missing", "missing OR edge", "読む",
        "\"call call\"", "\"call graph node\"", "...",
    ];

    private static readonly List<string> Documents = Texts.Random(seed: 11, count: 300);

    private static readonly List<List<string>> Terms = [.. Documents.Select(Texts.Terms)];

    public static TheoryData<string> AllQueries => [.. Queries];

    [Theory]
    [MemberData(nameof(AllQueries))]
    public void Matches_and_order_are_those_of_the_reference(string text)
    {
        var result = new SearchEngine(Texts.Index(Documents)).Search(text, Documents.Count);
        var expected = Reference(QueryParser.Parse(text));

        Assert.Equal(expected.Count, result.Matches);
        Assert.Equal(expected.Select(e => e.Document), result.Best.Select(b => b.Document));
        Assert.All(expected.Zip(result.Best), pair => Assert.Equal(pair.First.Score, pair.Second.Score, 1e-9));
    }

    [Fact]
    public void The_queries_above_find_something_and_not_everything()
    {
        var counts = Queries.Select(q => Reference(QueryParser.Parse(q)).Count).ToList();

        Assert.True(counts.Count(c => c > 0 && c < Documents.Count) >= 9, string.Join(' ', counts));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Only_the_best_are_returned(int count)
    {
        var engine = new SearchEngine(Texts.Index(Documents));
        var all = engine.Search("call OR graph", Documents.Count);
        var best = engine.Search("call OR graph", count);

        Assert.Equal(all.Matches, best.Matches);
        Assert.Equal(all.Best.Take(count), best.Best);
    }

    [Fact]
    public void An_empty_index_answers() => Assert.Equal(0, new SearchEngine(Texts.Index([])).Search("call", 3).Matches);

    [Fact]
    public void Steps_are_told_in_order()
    {
        var steps = new List<SearchStep>();
        new SearchEngine(Texts.Index(Documents), steps.Add).Search("call", 3);

        Assert.Equal(Enum.GetValues<SearchStep>(), steps);
    }

    private static List<(int Document, double Score)> Reference(Query query) =>
    [
        .. Terms.Select((terms, i) => (Document: i, Terms: terms))
            .Where(d => query.Groups.Any(g => g.Phrases.All(p => Holds(d.Terms, p))))
            .Select(d => (d.Document, Score: query.Terms.Sum(t => Score(t.ToUpperInvariant(), d.Terms))))
            .OrderByDescending(d => Math.Round(d.Score, 10)).ThenBy(d => d.Document),
    ];

    private static bool Holds(List<string> terms, Phrase phrase) => Enumerable.Range(0, terms.Count)
        .Any(start => terms.Skip(start).Take(phrase.Terms.Count).SequenceEqual(phrase.Terms.Select(t => t.ToUpperInvariant())));

    // BM25 as its paper writes it, with k1 = 1.2 and b = 0.75.
    private static double Score(string term, List<string> terms)
    {
        double tf = terms.Count(t => t == term);
        double df = Terms.Count(t => t.Contains(term));
        var average = Terms.Average(t => (double)t.Count);
        return Math.Log(1 + ((Documents.Count - df + 0.5) / (df + 0.5))) * (tf * 2.2 / (tf + (1.2 * (0.25 + (0.75 * terms.Count / average)))));
    }
}
