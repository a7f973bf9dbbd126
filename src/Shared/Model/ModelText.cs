using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShadowGen.Shared.Model;

/// <summary>Words and marks of the text of a model file, version 1 (docs/model-file.md).</summary>
internal static class ModelText
{
    public const string Header = "shadowgen-model 1";

    public const string HeaderOfAny = "shadowgen-model ";

    public const string None = "-";

    /// <summary>Refers to whoever calls from where no call site is seen.</summary>
    public const string Outside = "0";

    /// <summary>A name that begins as the last <c>in</c> line says.</summary>
    public const char Continued = '~';

    public const int ShortRef = 8;

    /// <summary>Bytes that a reader takes at most.</summary>
    public const int MaxBytes = 32 << 20;

    /// <summary>Characters of a line at most.</summary>
    public const int MaxLine = 1 << 16;

    /// <summary>Keeps control characters, which would break the line, and the backslash apart.</summary>
    public static string Escape(string text)
    {
        if (!text.Any(c => char.IsControl(c) || c == '\\')) return text;
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (c == '\\') escaped.Append("\\\\");
            else if (char.IsControl(c)) escaped.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else escaped.Append(c);
        }
        return escaped.ToString();
    }

    public static string Unescape(string text)
    {
        if (text.IndexOf('\\') < 0) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length) plain.Append(text[i]);
            else if (text[i + 1] == 'u' && i + 5 < text.Length && ushort.TryParse(text.Substring(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                plain.Append((char)code);
                i += 5;
            }
            else plain.Append(text[++i]);
        }
        return plain.ToString();
    }

    /// <summary>The first 8 bytes of SHA-256, as 16 hex digits.</summary>
    public static string Checksum(string text) => Checksum(text, text.Length);

    /// <inheritdoc cref="Checksum(string)"/>
    /// <param name="text">What it is over.</param>
    /// <param name="length">Characters of it, from the first on.</param>
    public static string Checksum(string text, int length)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(length)];
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(bytes, 0, Encoding.UTF8.GetBytes(text, 0, length, bytes, 0));
        ulong first = 0;
        for (var i = 0; i < 8; i++) first = (first << 8) | hash[i];
        return ModelMath.IdText(first);
    }
}
