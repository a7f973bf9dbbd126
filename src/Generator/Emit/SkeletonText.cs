using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Emit;

/// <summary>The skeleton's lines: docs/architecture.md has the format.</summary>
internal static class SkeletonText
{
    public static IEnumerable<string> Lines(FileModel file)
    {
        yield return "shadowgen-skeleton 1";
        yield return "assembly " + file.AssemblyName;
        yield return "file " + OneLine(file.Path);
        foreach (var method in file.Methods)
        {
            yield return $"method {method.Id} {Number(method.Line)} {method.Flags} {method.DocId}";
            if (method.Features.Length != 0)
                yield return $"features {method.Id} {method.Features}";
            if (method.Print is { } print)
                yield return $"print {method.Id} {print.Digits} {Number(print.Tokens)}";
        }

        var assembly = "";
        foreach (var callee in file.Callees)
        {
            if (callee.Assembly != assembly)
                yield return "assembly " + (assembly = callee.Assembly);
            yield return $"callee {callee.Id} {callee.Flags} {callee.DocId}";
            if (callee.Features.Length != 0)
                yield return $"features {callee.Id} {callee.Features}";
        }

        for (var k = 0; k < file.Edges.Count; k++)
        {
            var edge = file.Edges[k];
            yield return $"edge {Number(k)} {edge.CallerId} {edge.CalleeId} {Number(edge.LoopDepth)} {string.Join(",", edge.Sites.Select(static site => $"{Number(site.Line)}:{Number(site.Column)}"))}";
        }

        foreach (var skip in file.Skips)
            yield return $"skip {skip.Reason.Word()} {Number(skip.Line)}:{Number(skip.Column)} {skip.CalleeId} {skip.CallerId}";
        foreach (var left in file.LeftOut)
            yield return $"left {left.Reason.Word()} {Number(left.CallSites)} {Number(left.Methods)}";
        foreach (var line in StaticText.Lines(file))
            yield return line;
    }

    /// <summary>A file name may hold a line break on some systems; a line of the skeleton, or a comment, may not.</summary>
    public static string OneLine(string path) => new([.. path.Select(static c => c is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029' ? ' ' : c)]);

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
