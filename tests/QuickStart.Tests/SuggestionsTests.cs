using ShadowGen.QuickStart.Querying;
using ShadowGen.QuickStart.Tests.Support;

namespace ShadowGen.QuickStart.Tests;

public sealed class SuggestionsTests
{
    [Theory]
    [InlineData("grpah", "graph")]
    [InlineData("GRAP", "graph")]
    [InlineData("graph", null)]
    [InlineData("qqqqqqqq", null)]
    [InlineData("graph callx", "call")]
    [InlineData("z", null)]
    public void For_what_finds_nothing(string query, string? expected) =>
        Assert.Equal(expected, new Suggestions(Texts.Index(["graph call", "call"])).For(QueryParser.Parse(query)));

    [Fact]
    public void Of_equally_near_terms_the_one_of_more_documents_wins() =>
        Assert.Equal("card", new Suggestions(Texts.Index(["cart", "card", "card"])).For(QueryParser.Parse("carx")));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Distance_is_that_of_the_recursive_definition(int limit)
    {
        var random = new Random(limit);
        for (var i = 0; i < 2000; i++)
        {
            var left = new string(random.GetItems<char>("abA", random.Next(7)));
            var right = new string(random.GetItems<char>("abB", random.Next(7)));

            Assert.Equal(Math.Min(limit + 1, Recursive(left.ToUpperInvariant(), right.ToUpperInvariant())), EditDistance.Between(left, right, limit));
        }
    }

    private static int Recursive(string left, string right) => (left, right) switch
    {
        ("", _) => right.Length,
        (_, "") => left.Length,
        _ when left[0] == right[0] => Recursive(left[1..], right[1..]),
        _ => 1 + Math.Min(Recursive(left[1..], right[1..]), Math.Min(Recursive(left[1..], right), Recursive(left, right[1..]))),
    };
}
