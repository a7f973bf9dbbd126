using ShadowGen.QuickStart.Indexing;
using ShadowGen.QuickStart.Tests.Support;

namespace ShadowGen.QuickStart.Tests;

public sealed class InvertedIndexTests
{
    [Fact]
    public void Postings_are_every_document_and_position_of_every_term()
    {
        var texts = Texts.Random(seed: 7, count: 200);
        var index = Texts.Index(texts);

        var expected = new SortedDictionary<string, List<(int Document, int Position)>>(StringComparer.Ordinal);
        for (var document = 0; document < texts.Count; document++)
        {
            foreach (var (position, term) in Texts.Terms(texts[document]).Index())
            {
                if (!expected.TryGetValue(term, out var places)) expected.Add(term, places = []);
                places.Add((document, position));
            }
        }

        Assert.Equal(expected.Count, index.Vocabulary.Count);
        Assert.All(expected, e => Assert.Equal(e.Value, Places(index.Find(e.Key)!)));
        Assert.Equal(texts.Sum(t => Texts.Terms(t).Count), index.TotalLength);
        Assert.Equal(texts.Select(t => Texts.Terms(t).Count), Enumerable.Range(0, texts.Count).Select(index.LengthOf));
    }

    [Fact]
    public void Case_does_not_matter_and_the_first_spelling_stays()
    {
        var index = Texts.Index(["Straße ORDER", "order", "Order"]);

        Assert.Equal([0, 1, 2], index.Find("oRdEr")!.Documents.ToArray());
        Assert.Equal("ORDER", index.Vocabulary[index.Vocabulary.Find("order")]);
    }

    [Fact]
    public void A_run_too_long_for_a_word_takes_a_position_and_is_not_indexed()
    {
        var word = new string('a', InvertedIndex.MaximumTermLength);
        var index = Texts.Index([$"{word} {word}a end"]);

        Assert.NotNull(index.Find(word));
        Assert.Null(index.Find(word + "a"));
        Assert.Equal([(0, 2)], Places(index.Find("end")!));
    }

    private static List<(int Document, int Position)> Places(Postings postings)
    {
        var places = new List<(int, int)>();
        for (var i = 0; i < postings.DocumentFrequency; i++)
        {
            foreach (var position in postings.PositionsAt(i)) places.Add((postings.Documents[i], position));
        }
        return places;
    }
}
