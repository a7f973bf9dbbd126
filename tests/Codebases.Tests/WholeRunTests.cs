using System.Text.Json;
using ShadowGen.CallTracer;
using ShadowGen.TestSupport;

namespace ShadowGen.Codebases.Tests;

/// <summary>
/// The tool from its command line on a codebase with an old target framework, an SDK that nobody has, and tests that pass, fail and are skipped:
/// all that others' codebases are run with, in one small dose.
/// </summary>
public sealed class WholeRunTests
{
    [Fact]
    public async Task A_codebase_is_shadowed_and_traced_without_an_edit()
    {
        using var folder = new TemporaryFolder("codebase");
        var codebase = folder.PathOf("words");
        CopyFixture(codebase);
        var before = Contents(codebase);

        var result = await CommandLine.DotNetAsync(
            folder.Root, typeof(Study).Assembly.Location, codebase, "--work", folder.PathOf("work"), "--trace", "--repeats", "2", "--build-repeats", "0");

        Assert.True(result.ExitCode == ExitCodes.Same, result.Output + result.Error);
        Assert.Contains("VERDICT: same", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, Contents(codebase));
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(folder.PathOf("work", "report.json")));
        foreach (var copy in report.RootElement.GetProperty("copies").EnumerateArray())
        {
            var counts = ((string[])["passed", "failed", "skipped"]).Select(name => copy.GetProperty(name).GetInt32());
            Assert.Equal([4, 1, 1], counts);
        }

        var everything = report.RootElement.GetProperty("copies").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "shadowed-all");
        Assert.Equal(1, everything.GetProperty("coverage").GetDouble());
        Assert.InRange(everything.GetProperty("callSites").GetInt32(), 9, 20);

        var trace = report.RootElement.GetProperty("trace");
        Assert.Equal(trace.GetProperty("edgesCompared").GetInt32(), trace.GetProperty("edgesEqual").GetInt32());
        Assert.InRange(trace.GetProperty("edgesCompared").GetInt32(), 8, 20);
        Assert.Equal(0, trace.GetProperty("executedCalls").GetProperty("plain").GetInt64());
    }

    [Fact]
    public async Task Frames_say_who_called_whom_beside_what_the_skeletons_foretell()
    {
        using var folder = new TemporaryFolder("frames");
        var codebase = folder.PathOf("words");
        CopyFixture(codebase);

        var result = await CommandLine.DotNetAsync(folder.Root, typeof(Study).Assembly.Location, codebase, "--work", folder.PathOf("work"), "--frames", folder.PathOf("frames"));

        Assert.True(result.ExitCode == ExitCodes.Same, result.Output + result.Error);
        var study = FrameStudy.Read(folder.PathOf("frames"));
        Assert.Contains("Words", study.SkeletonsOf.Keys);
        Assert.Contains(study.Calls, static call => call.Key.Assembly == "Words" && call.Key.CalleeAssembly == "Words" && call.Value > 0);
    }

    [Fact]
    public async Task Frames_of_nothing_that_runs_are_refused_with_what_to_do()
    {
        using var folder = new TemporaryFolder("frames");
        var codebase = folder.PathOf("words");
        CopyFixture(codebase);

        var result = await CommandLine.DotNetAsync(
            folder.Root, typeof(Study).Assembly.Location, codebase, "--work", folder.PathOf("work"), "--frames", folder.PathOf("frames"), "--target", "src/Words/Words.csproj");

        Assert.Equal(ExitCodes.NoBaseline, result.ExitCode);
        Assert.Contains("None of the projects that were built is a test project: say what to run by --test-command.", result.Error, StringComparison.Ordinal);
    }

    // Project files are kept under another name, so that this repository does not build them.
    private static void CopyFixture(string to)
    {
        var fixture = Repository.PathOf("tests", "Codebases.Tests", "Fixture");
        foreach (var file in Directory.EnumerateFiles(fixture, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(fixture, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target.EndsWith(".txt", StringComparison.Ordinal) ? target[..^".txt".Length] : target);
        }
    }

    private static Dictionary<string, string> Contents(string root) =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(root, file), File.ReadAllText);
}
