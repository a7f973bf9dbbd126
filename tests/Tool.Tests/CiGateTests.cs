using System.Diagnostics;
using ShadowGen.TestSupport;
using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary>samples/CiGate: a pull request that makes a method quadratic fails with a message that names it; an innocent one passes.</summary>
public sealed class CiGateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("cigate");

    [Theory]
    [InlineData("superlinear")]
    [InlineData("*.growth.exponent > +0.5")]
    public async Task A_pull_request_that_makes_a_method_quadratic_fails_and_is_named(string condition)
    {
        var run = await GateAsync("Quadratic", condition);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("shadowgen: Basket.Distinct: growth of ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_innocent_one_passes()
    {
        var run = await GateAsync("Innocent", "superlinear");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("2 methods compared", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ToolRun> GateAsync(string change, string condition)
    {
        await Task.WhenAll(LearnAsync("Main"), LearnAsync(change));
        return await ToolRun.InAsync(_folder.Root, "diff", "Main.shadow", $"{change}.shadow", "--fail-if", condition);
    }

    // As the workflow of docs/tool.md does.
    private async Task LearnAsync(string version)
    {
        var program = Repository.PathOf("samples", "CiGate", version, "bin", Repository.Configuration, "net10.0", "Shop.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { WorkingDirectory = _folder.Root, RedirectStandardOutput = true };
        CommandLine.Clean(start.Environment);
        start.Environment["ShadowModelPath"] = _folder.PathOf($"{version}.shadow");
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}
