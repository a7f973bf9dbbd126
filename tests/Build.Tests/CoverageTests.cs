using System.Text.Json;
using ShadowGen.Shared.Model;

namespace ShadowGen.Build.Tests;

/// <summary>Sums, percentages and words, from skeletons as the generator writes them.</summary>
public sealed class CoverageTests
{
    private const string A = """
        shadowgen-skeleton 1
        assembly App
        file A.cs
        method 00000000000000a1 3 s M:App.A.One
        method 00000000000000a2 4 - M:App.A.Main
        callee 00000000000000b1 sv M:App.B.Two
        callee 00000000000000f1 x M:System.IO.File.ReadAllText(System.String)
        assembly Lib
        callee 00000000000000c1 s M:Lib.C.Three
        edge 0 00000000000000a2 00000000000000a1 0 4:9,5:9,6:9
        edge 1 00000000000000a2 00000000000000b1 1 7:9
        edge 2 00000000000000a2 00000000000000c1 1 8:9,9:9
        edge 3 00000000000000a2 00000000000000f1 0 10:9
        skip base-call 12:5 00000000000000b1 00000000000000a2
        skip method-group 11:5 00000000000000b1 00000000000000a2
        skip nameof 11:9 00000000000000b1 00000000000000a2
        left too-small 1200 0

        """;

    private const string B = """
        shadowgen-skeleton 1
        assembly App
        file B.cs
        method 00000000000000b1 9 sv M:App.B.Two
        colour blue
        skip base-call 3:5 00000000000000b1 00000000000000b1
        skip dynamic-argument 2:5 00000000000000b1 00000000000000b1
        left too-small 3 310
        left excluded 2 1

        """;

    private static readonly Coverage Read = new([Skeleton.Parse(B), Skeleton.Parse(A)]);

    [Fact]
    public void Calls_within_the_assembly_are_what_the_percentage_is_of()
    {
        Assert.Equal((4, 3, 57.1), (Read.Own.Shadowed, Read.Own.Skipped, Read.Own.Percent));
        Assert.Equal((2, 0), (Read.Referenced.Shadowed, Read.Referenced.Skipped));
        Assert.Equal((1, 0), (Read.Services.Shadowed, Read.Services.Skipped));
        Assert.Equal(2, Read.ShadowedMethods);
    }

    [Theory]
    [InlineData(0, 0, 100.0)]
    [InlineData(1, 0, 100.0)]
    [InlineData(99_999, 1, 99.9)]
    [InlineData(986, 14, 98.6)]
    [InlineData(0, 5, 0.0)]
    public void A_hundred_per_cent_means_all(int shadowed, int skipped, double percent) =>
        Assert.Equal(percent, new Coverage.Count { Shadowed = shadowed, Skipped = skipped }.Percent);

    [Fact]
    public void The_summary_is_one_line() => Assert.Equal(
        "ShadowGen: 4 of 7 call sites shadowed (57.1 %): 2 base calls, 1 dynamic argument; 1 method group, 1 nameof stay as they are; "
        + "2 calls into shadowed libraries; 1 service call; 2 calls of 1 method left out as excluded; 1,203 calls of 310 methods left out as too small",
        CoverageSummary.Of(Read));

    [Fact]
    public void Json_has_every_place_with_the_names_of_both_ends()
    {
        using var json = JsonDocument.Parse(CoverageJson.Of(Read));
        var root = json.RootElement;

        Assert.Equal("shadowgen-coverage/1", root.GetProperty("schema").GetString());
        Assert.Equal("App", root.GetProperty("assembly").GetString());
        Assert.Equal("""{ "total": 7, "shadowed": 4, "percent": 57.1 }""", root.GetProperty("callSites").GetRawText());
        Assert.Equal(["base-call 2", "dynamic-argument 1"], root.GetProperty("skipped").EnumerateArray().Select(r => $"{r.GetProperty("reason")} {r.GetProperty("callSites")}"));
        Assert.Equal(["method-group", "nameof"], root.GetProperty("mentions").EnumerateArray().Select(r => r.GetProperty("reason").GetString()));
        var first = root.GetProperty("skipped")[0].GetProperty("at")[0];
        Assert.Equal("""{ "file": "A.cs", "line": 12, "column": 5, "callee": "M:App.B.Two", "caller": "M:App.A.Main" }""", first.GetRawText());
        Assert.Equal(["excluded 2 1", "too-small 1203 310"], root.GetProperty("leftOut").EnumerateArray().Select(l => $"{l.GetProperty("reason")} {l.GetProperty("callSites")} {l.GetProperty("methods")}"));
        Assert.Equal(["A.cs 7 3 1200", "B.cs 0 2 5"], root.GetProperty("files").EnumerateArray().Select(f => $"{f.GetProperty("path")} {f.GetProperty("shadowed")} {f.GetProperty("skipped")} {f.GetProperty("leftOut")}"));
    }

    [Fact]
    public void Json_does_not_depend_on_the_order_in_the_assembly() =>
        Assert.Equal(CoverageJson.Of(Read), CoverageJson.Of(new Coverage([Skeleton.Parse(A), Skeleton.Parse(B)])));

    [Fact]
    public void Names_are_quoted()
    {
        var odd = Skeleton.Parse("shadowgen-skeleton 1\nassembly App\nfile a \"b\" \\ c\td.cs\n");
        using var json = JsonDocument.Parse(CoverageJson.Of(new Coverage([odd])));
        Assert.Equal("a \"b\" \\ c\td.cs", json.RootElement.GetProperty("files")[0].GetProperty("path").GetString());
    }

    [Fact]
    public void With_a_model_it_says_how_many_methods_its_runs_have_called()
    {
        var reach = Reach.Read(ModelWriter.Write(new ModelFile([], [
            new ModelSource { Id = 1, Generation = 1, Last = 1_795_860_000, Edges = { [(0, 0xa)] = 5, [(0, 0xb)] = 0, [(0, 0xff)] = 7 } },
            new ModelSource { Id = 2, Members = [(3, 1), (4, 1)], Last = 1_795_000_000 }])));
        var coverage = new Coverage([Skeleton.Parse("shadowgen-skeleton 1\nassembly App\nfile A.cs\nmethod 000000000000000a 1 s M:A.B.C\nmethod 000000000000000b 2 s M:A.B.D\nmethod 00000000000000ff 3 - M:A.B.E\n")], reach);

        using var json = JsonDocument.Parse(CoverageJson.Of(coverage));
        Assert.Equal("""{ "methods": 1, "runs": 3, "last": "2026-11-28T10:00:00Z" }""", json.RootElement.GetProperty("reached").GetRawText());
        Assert.EndsWith("; 1 of 2 shadowed methods called in the 3 runs of the model", CoverageSummary.Of(coverage), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_cannot_be_read_is_as_none() => Assert.Null(Reach.Read("nonsense"));
}
