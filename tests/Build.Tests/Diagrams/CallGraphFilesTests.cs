using System.Text.Json;
using ShadowGen.Build.Diagrams;

namespace ShadowGen.Build.Tests.Diagrams;

/// <summary>callgraph.json, callgraph.html, and what the build says.</summary>
public sealed class CallGraphFilesTests
{
    private const string Library = "/* notice */\nvar dagre = {}; // </script>\n//# sourceMappingURL=dagre.min.js.map\n";

    [Fact]
    public void Json_has_all_nodes_and_edges_one_a_line()
    {
        var app = Skeletons.Application(3, 3, 3);
        var text = TextOf(".json", Skeletons.Of(app.Methods, [.. app.Calls]));

        using var json = JsonDocument.Parse(text);
        Assert.Equal("shadowgen-callgraph/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal("App", json.RootElement.GetProperty("assembly").GetString());
        Assert.Equal(app.Methods.Order(StringComparer.Ordinal), json.RootElement.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("doc").GetString()));
        Assert.Equal(app.Calls.Count, json.RootElement.GetProperty("edges").GetArrayLength());
        Assert.Equal(app.Methods.Count, text.Split('\n').Count(line => line.StartsWith("    { \"id\": ", StringComparison.Ordinal)));
        Assert.Equal(app.Calls.Count, text.Split('\n').Count(line => line.StartsWith("    { \"caller\": ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Json_says_what_a_node_and_an_edge_are()
    {
        const string Skeleton = """
            shadowgen-skeleton 1
            assembly App
            file A.cs
            method 00000000000000a1 3 s M:Shop.A.Walk(System.Int32)
            method 00000000000000a2 9 sav M:Shop.A.Step
            callee 00000000000000f1 x M:System.IO.File.ReadAllText(System.String)
            edge 0 00000000000000a1 00000000000000a2 0 4:9
            edge 1 00000000000000a2 00000000000000a1 0 5:9
            edge 2 00000000000000a2 00000000000000f1 0 10:9

            """;
        using var json = JsonDocument.Parse(TextOf(".json", Skeleton));
        var nodes = json.RootElement.GetProperty("nodes");

        Assert.Equal(
            ["Shop|A|Step|()|A.cs|9|sav|00000000000000a2", "Shop|A|Walk|(int)|A.cs|3|s|00000000000000a2", "System.IO|File|ReadAllText|(string)||0|x|"],
            nodes.EnumerateArray().Select(node => string.Join('|', new[] { "namespace", "type", "name", "parameters", "file", "line", "flags", "recursion" }
                .Select(name => node.TryGetProperty(name, out var value) ? value.ToString() : ""))));
        var edge = json.RootElement.GetProperty("edges")[1];
        Assert.Equal(("00000000000000a2", "00000000000000f1", 0.5, true, false, "10:9"), (
            edge.GetProperty("caller").GetString(),
            edge.GetProperty("callee").GetString(),
            edge.GetProperty("probability").GetDouble(),
            edge.GetProperty("shimmed").GetBoolean(),
            edge.GetProperty("virtual").GetBoolean(),
            edge.GetProperty("places").GetString()));
    }

    [Fact]
    public void Nasty_names_come_back_from_json_as_they_were()
    {
        using var json = JsonDocument.Parse(TextOf(".json", Skeletons.Nasty()));
        Assert.Equal(Skeletons.NastyNames.Order(StringComparer.Ordinal), json.RootElement.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("doc").GetString()));
    }

    [Fact]
    public void No_name_ends_the_script_element_of_the_page()
    {
        var page = TextOf(".html", Skeletons.Nasty(), Library);
        var clean = TextOf(".html", Skeletons.Of(("M:A.B.C", "M:A.B.D")), Library);

        Assert.Equal(3, Count(page, "</script"));
        Assert.Equal(Count(clean, "<"), Count(page, "<"));
        Assert.DoesNotContain("sourceMappingURL", page, StringComparison.Ordinal);
        Assert.Contains("/* notice */", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page.Replace("${", "", StringComparison.Ordinal).Replace("%%{init: {}}%%", "", StringComparison.Ordinal), StringComparison.Ordinal);

        const string Begin = "<script type=\"application/json\" id=\"data\">";
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        using var json = JsonDocument.Parse(page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)]);
        Assert.Equal(Skeletons.NastyNames.Length, json.RootElement.GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public void A_title_is_text()
    {
        var page = CallGraphFiles.Of("<b>&\"{{data}}", [Skeletons.Of(("M:A.B.C", "M:A.B.D"))], new HashSet<string>(), "", Library).Texts[3].Text!;
        Assert.Contains("<title>Call graph of &lt;b&gt;&amp;&quot;{{data}}</title>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_layout_library_there_are_three_files_and_the_reason()
    {
        var files = CallGraphFiles.Of("App", [Skeletons.Of(("M:A.B.C", "M:A.B.D"))], new HashSet<string>(), "", null);

        Assert.Equal([".mmd", ".dot", ".json"], files.Texts.Where(file => file.Text is not null).Select(file => file.Extension));
        Assert.Equal("call graph of 2 methods and 1 call: callgraph.mmd, .dot, .json; no callgraph.html, because this ShadowGen was packed without the layout library", files.Summary);
    }

    [Fact]
    public void The_line_says_what_was_folded()
    {
        var app = Skeletons.Application(4, 6, 6);
        var skeleton = Skeletons.Of(app.Methods, [.. app.Calls]);

        Assert.Equal($"call graph of 144 methods and {app.Calls.Count} calls: callgraph.mmd, .dot, .json, .html", Summary("400"));
        Assert.Matches(@", \.html; in \.mmd and \.dot, \d+ types folded \(\d+ methods\)$", Summary(""));
        Assert.Matches(@"; in \.mmd and \.dot, 4 namespaces folded \(144 methods\), \d least frequent calls left out, 2 boxes without a call left out$", Summary("1"));

        string Summary(string edges) => CallGraphFiles.Of("App", [skeleton], new HashSet<string>(), edges, Library).Summary;
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("many")]
    public void A_number_of_edges_that_is_none_is_named(string edges)
    {
        var fault = Assert.Throws<ArgumentException>(() => CallGraphFiles.Of("App", [], new HashSet<string>(), edges, null));
        Assert.Equal($"ShadowGenDiagramEdges is '{edges}': it must be a number, 1 or more.", fault.Message);
    }

    [Theory]
    [InlineData("", "a skeleton begins with ''")]
    [InlineData("shadowgen-skeleton 2\nassembly App\n", "a skeleton begins with 'shadowgen-skeleton 2'")]
    [InlineData("no skeleton", "a skeleton begins with 'no skeleton'")]
    public void A_skeleton_of_another_version_is_named(string skeleton, string message)
    {
        var fault = Assert.Throws<InvalidDataException>(() => CallGraphFiles.Of("App", [skeleton], new HashSet<string>(), "", null));
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shadowgen-skeleton 1\n")]
    [InlineData("shadowgen-skeleton 1\nmethod\nedge 0\nedge 0 1 2 x\ncallee\nfile\nassembly\nedge 0 aa bb many 1:1\nmethod aa x y z\n")]
    public void Lines_that_are_cut_short_do_no_harm(string skeleton) =>
        Assert.Equal(4, CallGraphFiles.Of("App", [skeleton], new HashSet<string>(), "", Library).Texts.Count(file => file.Text is not null));

    private static string TextOf(string extension, string skeleton, string? library = null) =>
        CallGraphFiles.Of("App", [skeleton], new HashSet<string>(), "", library).Texts.Single(file => file.Extension == extension).Text!;

    private static int Count(string text, string part) => (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length;
}
