using ShadowGen.TestSupport;
using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary>The nupkg, installed as a user does: every verb runs.</summary>
public sealed class PackedToolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("packed");

    [Fact]
    public async Task Every_verb_of_the_installed_tool_runs()
    {
        var feed = _folder.PathOf("feed");
        _folder.Write("nuget.config", $"""<configuration><packageSources><clear /><add key="feed" value="{feed}" /></packageSources></configuration>""");
        (await CommandLine.DotNetAsync(Repository.Root, "pack", "src/Tool", "-c", Repository.Configuration, "--no-build", "-o", feed)).EnsureSuccess();
        (await CommandLine.DotNetAsync(_folder.Root, "tool", "install", "dotnet-shadowgen", "--tool-path", "tools", "--configfile", _folder.PathOf("nuget.config"))).EnsureSuccess();
        var tool = _folder.PathOf("tools", OperatingSystem.IsWindows() ? "dotnet-shadowgen.exe" : "dotnet-shadowgen");
        var quickStart = Repository.PathOf("samples", "QuickStart", "bin", Repository.Configuration, "net10.0", "ShadowGen.QuickStart.dll");

        Assert.Contains("Most cpu", await RunAsync("report", "quickstart.shadow"), StringComparison.Ordinal);
        Assert.Contains("Worse", await RunAsync("diff", "quickstart.shadow", "quickstart-changed.shadow"), StringComparison.Ordinal);
        Assert.Contains("2 runs", await RunAsync("merge", "quickstart.shadow", "quickstart-changed.shadow", "-o", _folder.PathOf("merged.shadow")), StringComparison.Ordinal);
        Assert.Contains("<svg", await RunAsync("graph", "quickstart.shadow", "-f", "svg"), StringComparison.Ordinal);
        Assert.Contains("dagre", await RunAsync("graph", quickStart, "-f", "html", "-m", "quickstart.shadow"), StringComparison.Ordinal);
        Assert.Contains("call sites", await RunAsync("coverage", quickStart), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Median", await RunAsync("predict", "SearchEngine.Search", "quickstart.shadow"), StringComparison.Ordinal);
        Assert.Contains("Likeliest came", await RunAsync("replay", Repository.PathOf("bench", "Prediction.Benchmarks", "Traces", "logreport")), StringComparison.Ordinal);
        Assert.Contains("complete -F", await RunAsync("completion", "bash"), StringComparison.Ordinal);
        await RunAsync("top");
        Assert.Contains("dotnet shadowgen diff", await RunAsync("diff", "--help"), StringComparison.Ordinal);
        Assert.Contains("0.1.0", await RunAsync("--version"), StringComparison.Ordinal);

        async Task<string> RunAsync(params string[] arguments)
        {
            var result = (await CommandLine.RunAsync(tool, ToolRun.DataFolder, arguments)).EnsureSuccess();
            Assert.Equal("", result.Error);
            return result.Output;
        }
    }

    public void Dispose() => _folder.Dispose();
}
