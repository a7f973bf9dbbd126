using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// One pass over a file's characters. It finds every identifier that the parser would, and words of comments and strings besides: too many names cost
/// time, one too few would be a call that is not seen. Reading nodes instead would build the whole syntax tree in memory.
/// </summary>
internal static class TextScan
{
    /// <param name="text">The file.</param>
    /// <param name="names">Takes the identifiers.</param>
    /// <param name="lists">Takes the positions of brackets that may open an attribute list of a statement.</param>
    public static void Read(ReadOnlySpan<char> text, NameHashes.Builder names, List<int> lists)
    {
        // What stands before the next token, with white space left out; a line break stands for the start of a line.
        var before = '\n';
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (IsStart(c))
            {
                i = ReadName(text, i, names);
                before = 'x';
                continue;
            }

            if (c is >= '0' and <= '9')
            {
                i = SkipNumber(text, i);
                before = '0';
                continue;
            }

            if (c == '[' && MayEndStatement(before))
                lists.Add(i);

            // An identifier can be written with escapes: \u0041 is A.
            if (c == '\\' && i + 1 < text.Length && text[i + 1] is 'u' or 'U')
                names.AddAll();
            if (c is not (' ' or '\t'))
                before = c is '\r' or '\u2028' or '\u2029' or '\u0085' ? '\n' : c;
            i++;
        }
    }

    // A comment ends with a slash or with its line.
    private static bool MayEndStatement(char before) => before is '\n' or '{' or '}' or ';' or ']' or ':' or ')' or '/';

    private static int ReadName(ReadOnlySpan<char> text, int i, NameHashes.Builder names)
    {
        for (; i < text.Length && IsPart(text[i]); i++)
        {
            // Formatting characters, such as a zero-width joiner, are no part of a name's value.
            if (text[i] < 128 || CharUnicodeInfo.GetUnicodeCategory(text[i]) != UnicodeCategory.Format)
                names.Append(text[i]);
        }

        names.EndName();
        return i;
    }

    private static int SkipNumber(ReadOnlySpan<char> text, int i)
    {
        while (i < text.Length && IsPart(text[i]))
            i++;
        return i;
    }

    private static bool IsStart(char c) => c < 128 ? c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' : SyntaxFacts.IsIdentifierPartCharacter(c);

    private static bool IsPart(char c) => IsStart(c) || c is >= '0' and <= '9';
}
