using System.Text;

namespace ShadowGen.Build.Diagrams;

/// <summary>callgraph.html: template, style, scripts, layout library and data in one file that asks for nothing else.</summary>
internal static class PageText
{
    private static readonly string[] Scripts = ["model", "view", "layout", "draw", "camera", "outline", "details", "main"];

    /// <param name="title">The assembly's name.</param>
    /// <param name="json">callgraph.json.</param>
    /// <param name="library">The layout library, with its licence notice.</param>
    public static string Of(string title, string json, string library)
    {
        var text = new StringBuilder();
        // Piece by piece: what is put in is never searched for marks.
        foreach (var piece in Resource("page.html").Split(["{{"], StringSplitOptions.None))
        {
            var end = piece.IndexOf("}}", StringComparison.Ordinal);
            if (end < 0)
            {
                text.Append(piece);
                continue;
            }

            text.Append(piece.Substring(0, end) switch
            {
                "title" => Html(title),
                "style" => Resource("page.css").TrimEnd('\n'),
                "data" => Data(json),
                "library" => Script(library),
                "script" => Script(string.Join("\n", Scripts.Select(static name => Resource(name + ".js"))).TrimEnd('\n')),
                var other => throw new InvalidOperationException($"page.html asks for '{other}', which is nothing that a page has"),
            });
            text.Append(piece.Substring(end + 2));
        }

        return text.ToString();
    }

    // In a script element only "<" can end it or begin a comment, and JSON lets any character be written as a number.
    private static string Data(string json) =>
        json.Replace("<", "\\u003c").Replace(">", "\\u003e").Replace("&", "\\u0026").Replace("\u2028", "\\u2028").Replace("\u2029", "\\u2029");

    private static string Html(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");

    private static string Script(string code)
    {
        // A map that is not there would be asked for.
        var lines = code.Replace("\r\n", "\n").Split('\n').Where(static line => !line.StartsWith("//# sourceMappingURL=", StringComparison.Ordinal));
        return string.Join("\n", lines).TrimEnd('\n').Replace("</script", "<\\/script").Replace("<!--", "<\\!--");
    }

    private static string Resource(string name)
    {
        using var stream = typeof(PageText).Assembly.GetManifestResourceStream("ShadowGen.Build.Page." + name)
            ?? throw new InvalidOperationException($"'{name}' is not in the task's assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
