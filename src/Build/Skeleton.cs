using System.Globalization;

namespace ShadowGen.Build;

/// <summary>One source file's lines, as docs/architecture.md describes them. What this version does not know is passed over.</summary>
internal sealed class Skeleton
{
    public string Assembly { get; private set; } = "";

    public string File { get; private set; } = "";

    /// <summary>By id.</summary>
    public Dictionary<string, Method> Methods { get; } = new(StringComparer.Ordinal);

    public List<Edge> Edges { get; } = [];

    public List<Skip> Skips { get; } = [];

    public List<LeftOutSites> LeftOut { get; } = [];

    public static Skeleton Parse(string text)
    {
        var skeleton = new Skeleton();
        var assembly = "";
        foreach (var line in text.Split('\n'))
        {
            var kind = line.Split(' ')[0];
            switch (kind)
            {
                case "assembly":
                    assembly = Fields(line, 2)[1];
                    if (skeleton.Assembly.Length == 0)
                        skeleton.Assembly = assembly;
                    break;
                case "file":
                    skeleton.File = Fields(line, 2)[1];
                    break;
                case "method" when Fields(line, 5) is { Length: 5 } method:
                    skeleton.Methods[method[1]] = new Method(assembly, method[4], method[3], IsDeclared: true);
                    break;
                case "callee" when Fields(line, 4) is { Length: 4 } callee:
                    skeleton.Methods[callee[1]] = new Method(assembly, callee[3], callee[2], IsDeclared: false);
                    break;
                case "edge" when Fields(line, 6) is { Length: 6 } edge:
                    skeleton.Edges.Add(new Edge(edge[2], edge[3], edge[5].Split(',').Length));
                    break;
                case "skip" when Fields(line, 5) is { Length: 5 } skip:
                    var site = skip[2].Split(':');
                    skeleton.Skips.Add(new Skip(skip[1], Number(site[0]), Number(site[site.Length - 1]), skip[3], skip[4]));
                    break;
                case "left" when Fields(line, 4) is { Length: 4 } left:
                    skeleton.LeftOut.Add(new LeftOutSites(left[1], Number(left[2]), Number(left[3])));
                    break;
            }
        }

        return skeleton;
    }

    private static string[] Fields(string line, int count)
    {
        var fields = line.TrimEnd('\r').Split([' '], count);
        return fields.Length == 1 ? [fields[0], ""] : fields;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A method that is declared or called in the file.</summary>
    internal sealed record Method(string Assembly, string DocId, string Flags, bool IsDeclared)
    {
        public bool IsShadowed => Flags.Contains("s");

        public bool IsService => Flags.Contains("x");
    }

    /// <summary>Call sites that have a shim.</summary>
    internal sealed record Edge(string Caller, string Callee, int CallSites);

    /// <summary>A use that stays as it is.</summary>
    internal sealed record Skip(string Reason, int Line, int Column, string Callee, string Caller);

    /// <summary>Uses that stay as they are by choice.</summary>
    internal sealed record LeftOutSites(string Reason, int CallSites, int Methods);
}
