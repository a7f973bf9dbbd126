using ShadowGen.QuickStart.Querying;

namespace ShadowGen.QuickStart.Tests;

public sealed class SnippetWriterTests
{
    [Theory]
    [InlineData("one\ntwo\nthree", "two", 2, "two")]
    [InlineData("call\ncall graph\ngraph call", "graph call", 2, "call graph")]
    [InlineData("call a\ncall b", "call missing", 1, "call a")]
    [InlineData("  indented\there ", "here", 1, "indented here")]
    [InlineData("nothing", "missing", 0, "")]
    [InlineData("", "missing", 0, "")]
    public void Shows_the_first_line_with_the_most_terms(string text, string query, int line, string shown) =>
        Assert.Equal(new Snippet(line, shown), SnippetWriter.Write(text, QueryParser.Parse(query)));

    [Fact]
    public void A_long_line_is_cut_around_the_first_term()
    {
        var snippet = SnippetWriter.Write($"{new string('a', 500)} term {new string('b', 500)}", QueryParser.Parse("term"));

        Assert.Contains(" term ", snippet.Text, StringComparison.Ordinal);
        Assert.StartsWith("…", snippet.Text, StringComparison.Ordinal);
        Assert.EndsWith("…", snippet.Text, StringComparison.Ordinal);
        Assert.InRange(snippet.Text.Length, 50, 110);
    }
}
