using System.Text;

namespace ShadowGen.QuickStart.Corpus;

/// <summary>Tells text from binary, and makes a string of it.</summary>
[Shadowed]
internal static class TextDecoder
{
    /// <summary>As far as git looks for a NUL byte before it calls a file binary.</summary>
    private const int SniffedBytes = 8000;

    public static FileContent Decode(ReadOnlySpan<byte> bytes)
    {
        var encoding = EncodingOf(bytes);
        if (encoding is null) return FileContent.Without(ReadOutcome.Binary);
        if (bytes.StartsWith(encoding.Preamble)) bytes = bytes[encoding.Preamble.Length..];
        return bytes.IsEmpty ? FileContent.Without(ReadOutcome.Empty) : new(ReadOutcome.Text, encoding.GetString(bytes));
    }

    // UTF-16 is full of NUL bytes: only its byte-order mark tells it from binary.
    private static Encoding? EncodingOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.Unicode.Preamble)) return Encoding.Unicode;
        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)) return Encoding.BigEndianUnicode;
        return bytes[..Math.Min(bytes.Length, SniffedBytes)].Contains((byte)0) ? null : Encoding.UTF8;
    }
}
