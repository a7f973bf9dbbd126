using System.Text;

namespace ShadowGen.Graph;

/// <summary>Turns a documentation-comment id into the name that people know a method by.</summary>
internal static class DocumentationId
{
    /// <summary>Begins the id of a flow; its name follows, as it is.</summary>
    public const string Flow = "flow:";

    /// <summary><c>M:Ns.Type`1.Method``2(System.Int32)</c> gives <c>Ns.Type.Method</c>; <c>#</c> stands for a dot (<c>#ctor</c>, explicit implementations).</summary>
    public static string ToName(string documentationId)
    {
        if (documentationId.StartsWith(Flow, StringComparison.Ordinal)) return documentationId[Flow.Length..];
        var text = documentationId.AsSpan();
        if (text.Length > 2 && text[1] == ':') text = text[2..];
        var end = text.IndexOfAny('(', '~');
        if (end >= 0) text = text[..end];
        if (text.IndexOfAny('`', '#') < 0) return text.ToString();
        var name = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '`') while (i + 1 < text.Length && (text[i + 1] == '`' || char.IsAsciiDigit(text[i + 1]))) i++;
            else name.Append(text[i] == '#' ? '.' : text[i]);
        }
        return name.ToString();
    }
}
