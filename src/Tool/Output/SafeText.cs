using System.Globalization;
using System.Text;

namespace ShadowGen.Tool.Output;

/// <summary>Text that came from files, made harmless for where it is shown: names are chosen by whoever wrote the file.</summary>
internal static class SafeText
{
    /// <summary>For a terminal or a plain file: what would move a cursor, colour, hide or turn text is shown as its number.</summary>
    public static string Line(string text)
    {
        if (text.All(IsShown)) return text;
        var safe = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (IsShown(c)) safe.Append(c);
            else safe.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
        return safe.ToString();
    }

    /// <summary>For a cell of a Markdown table: what Markdown or HTML would take for markup is shown as itself.</summary>
    public static string Markdown(string text)
    {
        var safe = new StringBuilder(text.Length + 8);
        foreach (var c in Line(text))
        {
            if (c is '<') safe.Append("&lt;");
            else if (c is '>') safe.Append("&gt;");
            else if (c is '&') safe.Append("&amp;");
            // A name in angle brackets or with an at sign would notify people or link.
            else if (c is '@') safe.Append("&#64;");
            else if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' or '!') safe.Append('\\').Append(c);
            else safe.Append(c);
        }
        return safe.ToString();
    }

    /// <summary>For the text or an attribute of HTML or SVG.</summary>
    public static string Xml(string text) =>
        Line(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);

    // A lone surrogate is no character of any file.
    private static bool IsShown(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);
}
