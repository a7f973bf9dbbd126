using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using ShadowGen.QuickStart.Tests.Support;
using ShadowGen.TestSupport;

namespace ShadowGen.QuickStart.Tests;

/// <summary>The program from the outside.</summary>
public sealed partial class ProgramTests : IDisposable
{
    private const int Files = 40;

    private readonly TemporaryFolder _tree = new("quickstart");

    public ProgramTests()
    {
        foreach (var (i, text) in Texts.Random(seed: 5, count: Files, maximumWords: 300).Index()) _tree.Write($"folder{i % 4}/file{i}.txt", $"public class {text} call graph");
        _tree.Write("folder0/[brackets].txt", "license [red]not markup[/]");
        File.WriteAllBytes(_tree.PathOf("binary.dat"), [1, 0, 2]);
    }

    [Fact]
    public async Task Indexes_answers_and_shows_what_was_learned()
    {
        var result = await RunAsync(null, _tree.Root, "--queries", "60");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains($"{Files + 1} files", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 binary", result.Output, StringComparison.Ordinal);
        Assert.Contains("folder0/[brackets].txt(1)", result.Output, StringComparison.Ordinal);
        Assert.Contains("license [red]not markup[/]", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.DoesNotContain("Nothing was shadowed", result.Output, StringComparison.Ordinal);
        Assert.Contains("not measured", RowOf(result.Output, "IndexPipeline.RunAsync"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_graph_counts_what_the_program_did()
    {
        var result = await RunAsync(null, _tree.Root, "--queries", "60");

        // One call for each file, found by name or by content; sixty queries and the six fixed ones.
        Assert.Equal(Files + 2, CallsOf(result.Output, "FileDiscovery.Add"));
        Assert.Equal(Files + 2, CallsOf(result.Output, "FileReader.ReadAsync"));
        Assert.Equal(Files + 1, CallsOf(result.Output, "InvertedIndex.Add"));
        Assert.Equal(66, CallsOf(result.Output, "SearchEngine.Search"));
        Assert.Contains(" 4 ", RowOf(result.Output, "FileDiscovery.Walk (recursive)"), StringComparison.Ordinal);
        Assert.Equal(0, int.Parse(RowOf(result.Output, "calls lost to the count").Split("count")[1], CultureInfo.InvariantCulture));
        Assert.Matches(@"query is parsed .* 30 *\n", result.Output);
    }

    [Fact]
    public async Task What_it_records_has_the_calls_and_the_sizes_that_they_were_about()
    {
        var traces = _tree.PathOf("traces");
        var result = await RunAsync(null, _tree.PathOf("folder1"), "--queries", "60", "--record", traces);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var trace = Path.Combine(traces, "quickstart-queries");
        var fields = File.ReadAllLines(Path.Combine(trace, "ops.tsv")).Select(line => line.Split('\t')).Single(fields => fields[2].EndsWith("SearchEngine.Search", StringComparison.Ordinal));
        Assert.Equal("30", fields[1]);
        Assert.StartsWith("s:text.Length", fields[3], StringComparison.Ordinal);
        using var rows = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(trace, "events.tsv.gz")), CompressionMode.Decompress));
        var sizes = (await rows.ReadToEndAsync()).Split('\n').Select(row => row.Split('\t')).Where(row => row.Length > 7 && row[3] == fields[0]).Select(row => long.Parse(row[7], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(30, sizes.Count);
        Assert.All(sizes, size => Assert.InRange(size, 1, 200));
    }

    [Fact]
    public async Task The_kill_switch_changes_no_answer()
    {
        var shadowed = await RunAsync(null, _tree.Root, "--queries", "60");
        var plain = await RunAsync("off", _tree.Root, "--queries", "60");

        Assert.Equal((0, ""), (plain.ExitCode, plain.Error));
        Assert.Contains("Nothing was shadowed: the environment says SHADOWGEN=off.", plain.Output, StringComparison.Ordinal);
        Assert.Contains("call graph", Answers(plain.Output), StringComparison.Ordinal);
        Assert.Equal(Answers(shadowed.Output), Answers(plain.Output));
    }

    [Fact]
    public async Task Without_a_path_it_indexes_the_repository_around_the_current_folder()
    {
        _tree.Write("ShadowGen.sln", "");

        var result = await QuickStartProgram.RunAsync(null, _tree.PathOf("folder1"), "--queries", "0");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("folder0/[brackets].txt", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_repository_it_indexes_the_current_folder()
    {
        var result = await QuickStartProgram.RunAsync(null, _tree.PathOf("folder0"), "--queries", "0");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(" [brackets].txt(1)", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_without_text_is_no_error()
    {
        Directory.CreateDirectory(_tree.PathOf("empty"));

        var result = await RunAsync(null, _tree.PathOf("empty"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("0 files", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing", "missing' does not exist.")]
    [InlineData("binary.dat", "binary.dat' is a file.")]
    public async Task A_path_that_is_no_folder(string path, string words)
    {
        var result = await RunAsync(null, _tree.PathOf(path));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("QuickStart: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_option()
    {
        var result = await RunAsync(null, "--wrong");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("There is no option '--wrong'.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help()
    {
        var result = await RunAsync(null, "--help");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("usage:", result.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _tree.Dispose();

    private Task<ProgramResult> RunAsync(string? killSwitch, params string[] arguments) => QuickStartProgram.RunAsync(killSwitch, _tree.Root, arguments);

    private static string Answers(string output)
    {
        var start = output.IndexOf("Index of", StringComparison.Ordinal);
        return output[start..output.IndexOf("Learned call graph", StringComparison.Ordinal)];
    }

    private static string RowOf(string output, string words) => output.Split('\n').First(line => line.Contains(words, StringComparison.Ordinal));

    private static long CallsOf(string output, string function) =>
        long.Parse(CallCount().Match(RowOf(output, $" {function} ")).Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=\w +)[\d,]+")]
    private static partial Regex CallCount();
}
