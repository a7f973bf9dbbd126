using System.Globalization;
using System.Text;

namespace ShadowGen.Build.Diagrams;

/// <summary>Identifiers that all diagram languages take and a person recognises in a diff: ASCII letters of the name, and digits of the id.</summary>
internal sealed class BoxKeys
{
    private const int Digits = 4;
    private const int LongestName = 40;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <param name="name">Anything.</param>
    /// <param name="id">16 hex digits; all of them are used when fewer would name two boxes alike.</param>
    public string Of(string name, string id)
    {
        var word = Word(name);
        var key = word + "_" + id.Substring(0, Math.Min(Digits, id.Length));
        if (!_taken.Add(key))
        {
            key = word + "_" + id;
            _taken.Add(key);
        }

        return key;
    }

    /// <summary>FNV-1a, 64 bits, as 16 hex digits.</summary>
    public static string Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ c) * 1099511628211UL);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    // Begins with a letter: a word of the diagram language, such as end, is never an identifier by itself.
    private static string Word(string name)
    {
        var word = new StringBuilder();
        foreach (var c in name)
        {
            if (word.Length == LongestName)
                break;
            if (c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
                word.Append(c);
            else if (word.Length > 0 && word[word.Length - 1] != '_')
                word.Append('_');
        }

        var text = word.ToString().TrimEnd('_');
        return text.Length == 0 || text[0] is >= '0' and <= '9' ? "m" + text : text;
    }
}
