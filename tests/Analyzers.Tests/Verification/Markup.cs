using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Analyzers.Tests.Verification;

/// <summary>Source with expectations: <c>{|SHG0001:"a b"|}</c> expects that rule at exactly that text.</summary>
internal sealed record Markup(string Source, IReadOnlyList<(string Id, TextSpan Span)> Expected)
{
    private const string Open = "{|";
    private const string Close = "|}";

    public static Markup Parse(string text)
    {
        var source = new StringBuilder();
        var expected = new List<(string, TextSpan)>();
        var position = 0;
        for (var open = text.IndexOf(Open, StringComparison.Ordinal); open >= 0; open = text.IndexOf(Open, position, StringComparison.Ordinal))
        {
            var colon = text.IndexOf(':', open);
            var close = text.IndexOf(Close, open, StringComparison.Ordinal);
            if (colon < 0 || close < colon)
            {
                throw new FormatException($"The markup at '{text[open..]}' is not of the form {{|ID:text|}}.");
            }

            source.Append(text, position, open - position);
            expected.Add((text[(open + Open.Length)..colon], new TextSpan(source.Length, close - colon - 1)));
            source.Append(text, colon + 1, close - colon - 1);
            position = close + Close.Length;
        }

        return new Markup(source.Append(text, position, text.Length - position).ToString(), expected);
    }
}
