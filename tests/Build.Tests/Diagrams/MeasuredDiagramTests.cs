using System.Globalization;
using System.Text.Json;
using ShadowGen.Build.Diagrams;
using ShadowGen.Shared.Graph;
using ShadowGen.Shared.Model;

namespace ShadowGen.Build.Tests.Diagrams;

/// <summary>With a model, pictures show what was counted and measured, and say of which runs.</summary>
public sealed class MeasuredDiagramTests
{
    private const string Handle = "M:Shop.Orders.Handle", Price = "M:Shop.Orders.Price", Tax = "M:Shop.Tax.Of", Added = "M:Shop.Tax.AddedSince";
    private const string Source = "Figures are of 2 measured runs, the last on 2026-11-28, where they counted, and else estimates.";

    private static readonly string Skeleton = Skeletons.Of((Handle, Price), (Handle, Tax), (Handle, Added))
        + $"body {Skeletons.Id(Handle)} 10\nbody {Skeletons.Id(Price)} 10\nbody {Skeletons.Id(Tax)} 10\nbody {Skeletons.Id(Added)} 10\n"
        + $"prior {Skeletons.Id(Handle)} {Skeletons.Id(Price)} d 1\nprior {Skeletons.Id(Handle)} {Skeletons.Id(Tax)} d 1\nprior {Skeletons.Id(Handle)} {Skeletons.Id(Added)} d 1\n";

    [Fact]
    public void Probabilities_are_those_that_were_counted()
    {
        var (graph, _) = Graph();

        Assert.Equal((9, 1, 1), (Edge(graph, Price).Frequency, Edge(graph, Tax).Frequency, Edge(graph, Added).Frequency));
        Assert.Equal(9.0 / 11, Edge(graph, Price).Probability, 6);
        Assert.Equal(100, Node(graph, Handle).Frequency);
        Assert.Equal(900, Node(graph, Price).Frequency);
        Assert.Equal(100, Node(graph, Added).Frequency); // as often as the code says that its caller calls it
    }

    [Fact]
    public void Heat_is_the_share_of_the_time_that_was_measured()
    {
        var (graph, _) = Graph();

        // 100 calls of 1 µs, which the method that no run knows is a half of; 900 of 2 µs; 100 of 7 µs.
        Assert.Equal(0.05 / 2.6, Node(graph, Handle).Heat, 6);
        Assert.Equal(1.8 / 2.6, Node(graph, Price).Heat, 6);
        Assert.Equal(0.7 / 2.6, Node(graph, Tax).Heat, 6);
        Assert.Equal(0.05 / 2.6, Node(graph, Added).Heat, 6);
    }

    [Fact]
    public void Text_diagrams_say_calls_mean_times_and_runs()
    {
        var (_, files) = Graph();

        Assert.Contains("%% " + Source + "\nflowchart LR\n", files[".mmd"], StringComparison.Ordinal);
        Assert.Matches("""Orders_Price_[0-9a-f]{4}\["Price<br/>900 × 2.5 µs"\]:::heat4""", files[".mmd"]);
        Assert.Matches("""Tax_AddedSince_[0-9a-f]{4}\["AddedSince"\]""", files[".mmd"]);
        Assert.Matches("""Orders_Handle_[0-9a-f]{4} ==>\|"82%"\| Orders_Price_""", files[".mmd"]);
        Assert.Contains("// " + Source + "\ndigraph", files[".dot"], StringComparison.Ordinal);
        Assert.Contains("""[label="Price\n900 × 2.5 µs", tooltip""", files[".dot"], StringComparison.Ordinal);
    }

    [Fact]
    public void Data_has_what_was_measured_and_where_it_is_from()
    {
        var (_, files) = Graph();
        using var json = JsonDocument.Parse(files[".json"]);

        Assert.Equal((2, "2026-11-28T10:00:00Z"), (json.RootElement.GetProperty("measured").GetProperty("runs").GetInt32(), json.RootElement.GetProperty("measured").GetProperty("last").GetString()));
        var nodes = json.RootElement.GetProperty("nodes").EnumerateArray().ToDictionary(node => node.GetProperty("name").GetString()!);
        Assert.Equal((900, 2500, 9), (nodes["Price"].GetProperty("calls").GetInt64(), nodes["Price"].GetProperty("meanNanoseconds").GetDouble(), nodes["Price"].GetProperty("frequency").GetDouble()));
        Assert.Equal(0, nodes["Of"].GetProperty("calls").GetInt64() - 100);
        Assert.False(nodes["AddedSince"].TryGetProperty("calls", out _));
        Assert.Equal([false, true, true], json.RootElement.GetProperty("edges").EnumerateArray().Select(edge => edge.TryGetProperty("measured", out _)).Order());
        Assert.Contains("\"measured\": { \"runs\": 2", files[".html"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_builds_line_says_of_which_runs_figures_are() => Assert.EndsWith(
        "; figures are of 2 measured runs, the last on 2026-11-28, where they counted, and else estimates", Files(Model()).Summary, StringComparison.Ordinal);

    [Theory]
    [InlineData("nonsense", "; all figures are estimates, because the model cannot be read: line 1: not a model file: the first line must be 'shadowgen-model 1', and is 'nonsense'")]
    [InlineData(null, ".html")]
    public void Without_a_model_that_can_be_read_all_is_as_the_code_says(string? model, string end)
    {
        var files = Files(model);

        Assert.EndsWith(end, files.Summary, StringComparison.Ordinal);
        Assert.Equal(Files(null).Texts, files.Texts);
    }

    [Fact]
    public void Another_programs_model_changes_nothing()
    {
        var files = Files(ModelWriter.Write(new ModelFile([], [new ModelSource { Id = 1, Edges = { [(0, 5)] = 3 } }])));

        Assert.EndsWith("; all figures are estimates, because the model counted no call of this assembly", files.Summary, StringComparison.Ordinal);
        Assert.Equal(Files(null).Texts, files.Texts);
    }

    [Theory]
    [InlineData(0.4, "0.4 ns")]
    [InlineData(999, "1000 ns")]
    [InlineData(1234, "1.2 µs")]
    [InlineData(25_000_000, "25 ms")]
    [InlineData(90e9, "1.5 min")]
    public void Times_have_two_digits(double nanoseconds, string text) => Assert.Equal(text, Figure.Time(nanoseconds));

    [Theory]
    [InlineData(999, "999")]
    [InlineData(1234, "1,200")]
    [InlineData(1234567, "1,200,000")]
    public void Counts_have_two_digits(long count, string text) => Assert.Equal(text, Figure.Count(count));

    private static (StaticGraph Graph, Dictionary<string, string> Files) Graph()
    {
        var graph = StaticGraph.Of([Skeleton]);
        Assert.NotNull(Measurements.Apply(graph, Model(), out _));
        return (graph, Files(Model()).Texts.ToDictionary(file => file.Extension, file => file.Text!));
    }

    private static CallGraphFiles Files(string? model) => CallGraphFiles.Of("App", [Skeleton], new HashSet<string>(), "", "/* library */", model);

    private static string Model()
    {
        var last = new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        var source = new ModelSource { Id = 1, Generation = 1, First = last - 60, Last = last, App = "App" };
        source.Edges[(0, Id(Handle))] = 100;
        source.Edges[(Id(Handle), Id(Price))] = 900;
        source.Edges[(Id(Handle), Id(Tax))] = 100;
        Cost(source, Handle, "xc", 1000);
        Cost(source, Price, "xc", 2000);
        Cost(source, Price, "ie", 2500);
        Cost(source, Tax, "xc", 7000);
        return ModelWriter.Write(new ModelFile(
            new[] { Handle, Price, Tax }.Select(method => new ModelMethod(Id(method), "App", method, "s", "", "", 1)),
            [source, new ModelSource { Id = 2, Generation = 1, First = last - 60, Last = last, App = "App" }]));
    }

    private static void Cost(ModelSource source, string method, string key, long mean) =>
        source.Costs[(Id(method), Array.IndexOf(ModelCost.Keys, key))] = new(10, 10, mean * 10, mean * mean * 10, mean, mean, false, ModelSketch.Empty);

    private static ulong Id(string method) => ulong.Parse(Skeletons.Id(method), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static StaticNode Node(StaticGraph graph, string method) => graph.Nodes.Single(node => node.DocId == method);

    private static StaticEdge Edge(StaticGraph graph, string callee) => graph.Edges.Single(edge => edge.Callee.DocId == callee);
}
