using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ShadowGen.Build.Diagrams;
using ShadowGen.Shared.Graph;

namespace ShadowGen.Build.Tests.Diagrams;

/// <summary>Skeletons of whatever calls a test needs.</summary>
internal static class Skeletons
{
    /// <summary>Names that mean something in Mermaid, Graphviz, JSON, HTML or C#.</summary>
    public static readonly string[] NastyNames =
    [
        "M:end.subgraph.class(System.String)",
        "M:end.subgraph.graph",
        "M:end.click.style(System.Int32)",
        "M:end.click.style(System.String)",
        "M:N.C`1.M``2(``0,System.Collections.Generic.Dictionary{System.String,`0[]}@)",
        "M:N.C`1.#ctor",
        "M:N.C`1.#cctor",
        "M:N.C`1.op_LessThan(N.C{`0},N.C{`0})~System.Boolean",
        "M:N.C`1.System#Collections#Generic#IDictionary{System#String@T}#get_Item(System.String)",
        "M:N.C`1.__init__",
        "M:Program.<Main>$(System.String[])",
        "M:Ünï.Größe.名前(System.Int32)",
        "M:Ünï.Größe.Αλφα",
        "M:Lonely",
        "flow:</script><script>alert(1)</script><!-- \"quoted\" `tick` #35; ;%%{init: {}}%% --> | end",
        "flow:\\N \\ $x$ **bold** _it_ 1. list - [a](b) {c} & &lt; ~~~ 🙂",
    ];

    public static string Id(string docId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("App|" + docId)))[..16];

    /// <summary>One file, in which each of <paramref name="methods"/> is declared in a line of its own and makes the calls that begin with it.</summary>
    public static string Of(IEnumerable<string> methods, params (string Caller, string Callee)[] calls)
    {
        var text = new StringBuilder("shadowgen-skeleton 1\nassembly App\nfile Code.cs\n");
        var line = 0;
        foreach (var method in methods)
            text.Append(CultureInfo.InvariantCulture, $"method {Id(method)} {++line} {(method.StartsWith("flow:", StringComparison.Ordinal) ? "f" : "s")} {method}\n");
        for (var i = 0; i < calls.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"edge {i} {Id(calls[i].Caller)} {Id(calls[i].Callee)} 0 {i + 1}:9\n");
        return text.ToString();
    }

    public static string Of(params (string Caller, string Callee)[] calls) =>
        Of(calls.SelectMany(call => new[] { call.Caller, call.Callee }).Distinct().Order(StringComparer.Ordinal), calls);

    /// <summary>Each name calls the next one, the last one the first.</summary>
    public static string Nasty() => Of(NastyNames, [.. NastyNames.Select((name, i) => (name, NastyNames[(i + 1) % NastyNames.Length]))]);

    /// <summary>Layers of services, as an application has them: every method calls some of the layers below.</summary>
    public static (List<string> Methods, List<(string Caller, string Callee)> Calls) Application(int namespaces, int types, int methods)
    {
        string Name(int n, int t, int m) => string.Create(CultureInfo.InvariantCulture, $"M:App.Layer{n:00}.Service{t:00}.Step{m:00}(System.Int32)");
        var all = new List<string>();
        var calls = new List<(string, string)>();
        var state = 12345u;
        int Next(int bound) => (int)((state = (state * 1664525) + 1013904223) >> 8) % bound;
        for (var n = 0; n < namespaces; n++)
        {
            for (var t = 0; t < types; t++)
            {
                for (var m = 0; m < methods; m++)
                {
                    all.Add(Name(n, t, m));
                    if (m + 1 < methods)
                        calls.Add((Name(n, t, m), Name(n, t, m + 1)));
                    if (n + 1 < namespaces && Next(2) == 0)
                        calls.Add((Name(n, t, m), Name(n + 1 + Next(Math.Min(3, namespaces - n - 1)), Next(types), Next(methods))));
                }
            }
        }

        return (all, calls.Distinct().ToList());
    }

    public static NamedGraph Graph(params string[] skeletons) => new(StaticGraph.Of(skeletons), new HashSet<string>());

    /// <summary>Lines of one text that the other has not, both ways: what a reviewer sees.</summary>
    public static List<string> Difference(string before, string after)
    {
        var left = before.Split('\n').ToLookup(line => line);
        var right = after.Split('\n').ToLookup(line => line);
        return left.Where(line => right[line.Key].Count() < line.Count()).Select(line => "- " + line.Key)
            .Concat(right.Where(line => left[line.Key].Count() < line.Count()).Select(line => "+ " + line.Key)).ToList();
    }
}
