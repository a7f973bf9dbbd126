using ShadowGen.QuickStart.Querying;

namespace ShadowGen.QuickStart.Tests;

public sealed class QueryParserTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("...", "")]
    [InlineData("one", "[one]")]
    [InlineData("one two", "[one][two]")]
    [InlineData("one OR two three", "[one] | [two][three]")]
    [InlineData("one or two", "[one][or][two]")]
    [InlineData("\"one two\" three", "[one two][three]")]
    [InlineData("HttpClient", "[Http Client]")]
    [InlineData("\"one OR two\"", "[one OR two]")]
    [InlineData("\"never closed", "[never closed]")]
    [InlineData("a\"b c\"d", "[a][b c][d]")]
    [InlineData("\"", "")]
    [InlineData("\"\" one", "[one]")]
    [InlineData("OR", "")]
    [InlineData("OR one OR OR two OR", "[one] | [two]")]
    public void Forms(string text, string expected)
    {
        var query = QueryParser.Parse(text);

        Assert.Equal(expected, string.Join(" | ", query.Groups.Select(g => string.Concat(g.Phrases.Select(p => $"[{string.Join(' ', p.Terms)}]")))));
    }

    [Fact]
    public void Terms_are_listed_once_whatever_their_case() => Assert.Equal(["One", "two"], QueryParser.Parse("One two OR ONE \"two one\"").Terms);
}
