using System.Text.RegularExpressions;
using ShadowGen.QuickStart.Tests.Support;

namespace ShadowGen.QuickStart.Tests;

public sealed partial class TokenizerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" .;\n", "")]
    [InlineData("one two", "ONE TWO")]
    [InlineData("HttpClient", "HTTP CLIENT")]
    [InlineData("XMLReader2", "XML READER 2")]
    [InlineData("ABc", "A BC")]
    [InlineData("aB", "A B")]
    [InlineData("UTF8String", "UTF 8 STRING")]
    [InlineData("snake_case", "SNAKE CASE")]
    [InlineData("don't", "DON T")]
    [InlineData("読む本", "読む本")]
    [InlineData("e\u0301t\u00e9", "E\u0301T\u00c9")]
    [InlineData("a\U0001F600b", "A B")]
    public void Terms(string text, string expected) => Assert.Equal(expected, string.Join(' ', Texts.Terms(text)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Agrees_with_the_regular_expression_on_random_text(int seed)
    {
        const string Alphabet = "abzABZ019 _.\néÉßλΛ読\u0301٣";
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            var text = new string(random.GetItems<char>(Alphabet, random.Next(30)));

            Assert.Equal(Reference().Matches(text).Select(m => m.Value.ToUpperInvariant()), Texts.Terms(text));
        }
    }

    // The specification once more: digits; capitals before a capitalised word; a capitalised word; capitals; anything else that letters make.
    [GeneratedRegex(@"\p{Nd}+|\p{Lu}+(?=\p{Lu}[\p{L}\p{Mn}\p{Mc}-[\p{Lu}]])|\p{Lu}[\p{L}\p{Mn}\p{Mc}-[\p{Lu}]]+|\p{Lu}+|[\p{L}\p{Mn}\p{Mc}-[\p{Lu}]]+")]
    private static partial Regex Reference();
}
