using System.Globalization;
using System.Text.Json;
using ShadowGen.TestSupport;
using ShadowGen.Tool.Output;
using ShadowGen.Tool.Tests.Support;
using ShadowGen.Tool.Traces;

namespace ShadowGen.Tool.Tests;

/// <summary>What <c>convert</c> writes is read by the formats' own parsers: speedscope's published schema, a decoder of pprof's profile.proto, OpenTelemetry's protocol buffer messages, the trace engine of Chrome's DevTools; and by what their documents demand beside.</summary>
public sealed class ConvertTests : IDisposable
{
    private static readonly string Trace = Repository.PathOf("bench", "Prediction.Benchmarks", "Traces", "quickstart-queries");

    private readonly TemporaryFolder _folder = new("convert");

    [Fact]
    public async Task Files_are_what_their_own_parsers_read()
    {
        if (ConvertTools.Missing is { } missing)
        {
            Assert.False(Repository.IsContinuousIntegration, missing);
            return;
        }
        await ConvertAsync(Trace, "speedscope", "trace.speedscope.json");
        await ConvertAsync("quickstart.shadow", "speedscope", "model.speedscope.json");
        await ConvertAsync(Trace, "pprof", "trace.pb.gz");
        await ConvertAsync("quickstart.shadow", "pprof", "model.pb.gz");
        await ConvertAsync(Trace, "otlp", "trace.otlp.json");
        await ConvertAsync(Trace, "perfetto", "trace.perfetto.json");

        var read = (await CommandLine.RunAsync("node", _folder.Root, Repository.PathOf("tests", "Tool.Tests", "Npm", "check.mjs"), ConvertTools.Packages, _folder.Root)).EnsureSuccess().Output;

        Assert.Contains("model.speedscope.json profiles 3 frames ", read, StringComparison.Ordinal);
        Assert.Matches(@"trace\.speedscope\.json profiles \d+ frames 2\d", read);
        Assert.Contains("trace.pb.gz types calls/count,cpu/nanoseconds,elapsed/nanoseconds,allocated/bytes", read, StringComparison.Ordinal);
        // Calls by their leaf: of the trace as ops.tsv counts them, of the model as it does.
        foreach (var line in File.ReadLines(Path.Combine(Trace, "ops.tsv")).Select(line => line.Split('\t'))) Assert.Contains($"trace.pb.gz calls {line[2]} {line[1]}\n", read, StringComparison.Ordinal);
        Assert.Contains("model.pb.gz calls ShadowGen.QuickStart.Querying.SearchEngine.Search 10006\n", read, StringComparison.Ordinal);
        Assert.Contains("trace.otlp.json service quickstart-queries\n", read, StringComparison.Ordinal);
        Assert.Matches(@"trace\.perfetto\.json threads \d+ first quickstart-queries/sequence 0\n", read);
        var trace = TraceReader.Read(new Screen(TextWriter.Null, TextWriter.Null, null, _folder.Root), Trace);
        AssertTold(read, "trace.otlp.json", trace.Sequences.SelectMany(calls => calls.Select(call => $"{(call.Parent < 0 ? "" : trace.NameOf(calls[call.Parent].Operation))} > {trace.NameOf(call.Operation)}")));
        AssertTold(read, "trace.perfetto.json", trace.Sequences.SelectMany(calls => calls.Select(call => trace.NameOf(call.Operation))));
    }

    [Fact]
    public async Task Trace_events_are_complete_and_nest_on_their_thread()
    {
        await ConvertAsync(Trace, "perfetto", "trace.json");
        var events = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.PathOf("trace.json"))).RootElement.GetProperty("traceEvents").EnumerateArray().ToList();
        var calls = events.Where(e => e.GetProperty("ph").GetString() == "X").ToList();

        Assert.Equal(File.ReadLines(Path.Combine(Trace, "ops.tsv")).Sum(line => int.Parse(line.Split('\t')[1], CultureInfo.InvariantCulture)), calls.Count);
        Assert.All(events, e => Assert.True(e.TryGetProperty("pid", out _) && e.TryGetProperty("tid", out _) && e.GetProperty("name").GetString()!.Length > 0));
        foreach (var thread in calls.GroupBy(e => e.GetProperty("tid").GetInt32()))
        {
            var open = new Stack<decimal>();
            foreach (var (start, end) in thread.Select(e => (Start: e.GetProperty("ts").GetDecimal(), End: e.GetProperty("ts").GetDecimal() + e.GetProperty("dur").GetDecimal())))
            {
                while (open.TryPeek(out var until) && until <= start && until < end) open.Pop();
                Assert.True(!open.TryPeek(out var outer) || end <= outer, $"on thread {thread.Key} a call until {end} begins within one until {outer}");
                open.Push(end);
            }
        }
    }

    [Fact]
    public async Task Spans_have_ids_parents_and_times_as_OTLP_demands()
    {
        await ConvertAsync(Trace, "otlp", "trace.json");
        var spans = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.PathOf("trace.json"))).RootElement.GetProperty("resourceSpans")[0].GetProperty("scopeSpans")[0].GetProperty("spans").EnumerateArray().ToList();
        var ids = spans.Select(span => (span.GetProperty("traceId").GetString()!, span.GetProperty("spanId").GetString()!)).ToHashSet();

        Assert.Equal(spans.Count, ids.Count);
        Assert.All(ids, id => Assert.True(id.Item1.Length == 32 && id.Item2.Length == 16 && (id.Item1 + id.Item2).All(char.IsAsciiHexDigitLower)));
        Assert.All(spans, span =>
        {
            if (span.TryGetProperty("parentSpanId", out var parent)) Assert.Contains((span.GetProperty("traceId").GetString()!, parent.GetString()!), ids);
            Assert.True(ulong.Parse(span.GetProperty("startTimeUnixNano").GetString()!, CultureInfo.InvariantCulture) <= ulong.Parse(span.GetProperty("endTimeUnixNano").GetString()!, CultureInfo.InvariantCulture));
            Assert.Equal(JsonValueKind.Number, span.GetProperty("kind").ValueKind);
        });
    }

    [Theory]
    [InlineData("perfetto")]
    [InlineData("otlp")]
    public async Task A_model_has_no_moments(string format)
    {
        var run = await ToolRun.OfAsync("convert", "quickstart.shadow", "-f", format, "-o", _folder.PathOf("x"));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("a model has sums and no moments", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A parser found these calls, each as often, and no other.</summary>
    private static void AssertTold(string read, string file, IEnumerable<string> calls)
    {
        var prefix = $"{file} calls ";
        Assert.Equal(calls.CountBy(call => call).Select(call => $"{call.Key} {call.Value}").Order(StringComparer.Ordinal), read.Split('\n').Where(line => line.StartsWith(prefix, StringComparison.Ordinal)).Select(line => line[prefix.Length..]).Order(StringComparer.Ordinal));
    }

    private async Task ConvertAsync(string input, string format, string file)
    {
        var run = await ToolRun.OfAsync("convert", input, "-f", format, "-o", _folder.PathOf(file));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }
}
