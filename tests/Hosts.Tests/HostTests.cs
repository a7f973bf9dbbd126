using System.Diagnostics;
using System.Text.RegularExpressions;
using ShadowGen.TestSupport;

namespace ShadowGen.Hosts.Tests;

/// <summary>Programs that call from awkward places say the same with ShadowGen on and off, and every call is counted.</summary>
public partial class HostTests
{
    public static TheoryData<string> Hosts =>
        ["finalizer", "static-constructor", "module-initializer", "process-exit", "unhandled", "unload", "threads", "stress", "demand", "services"];

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_host_sees_no_difference_and_every_call_is_counted(string host)
    {
        var on = await RunAsync(host, on: true);
        var off = await RunAsync(host, on: false);

        Assert.Equal(0, on.ExitCode);
        Assert.Equal(off.ExitCode, on.ExitCode);
        Assert.Equal(off.Output, on.Output);
        Assert.NotEmpty(on.Output);

        var counted = CountedLine().Matches(on.Error);
        Assert.NotEmpty(counted);
        Assert.All(counted, line =>
        {
            Assert.Equal(line.Groups["made"].Value, line.Groups["counted"].Value);
            Assert.Equal("0", line.Groups["faults"].Value);
            Assert.Equal("0", line.Groups["lost"].Value);
        });
        Assert.All(CountedLine().Matches(off.Error), line => Assert.Equal("0", line.Groups["counted"].Value));
    }

    [Fact]
    public async Task A_plugin_loaded_twelve_times_uses_the_same_slots_again()
    {
        var run = await RunAsync("unload", on: true);
        Assert.Contains("contexts alive 0", run.Output, StringComparison.Ordinal);
        var slots = int.Parse(SlotsLine().Match(run.Error).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        // The host's own edges, and the plug-in's few, at most two loads of which overlap.
        Assert.InRange(slots, 1, 64);
    }

    /// <summary>Roots are where activity begins: an async call, a named flow; neither what they call, nor what is called within the flow by code that is not counted.</summary>
    [Fact]
    public async Task The_demand_of_a_running_program_is_foretold()
    {
        var run = await RunAsync("demand", on: true);
        var roots = DemandLine().Matches(run.Error).ToDictionary(
            line => line.Groups["name"].Value,
            line => double.Parse(line.Groups["share"].Value, System.Globalization.CultureInfo.InvariantCulture));

        // As a share of the rounds that the program made in its last seconds.
        Assert.InRange(roots["ShadowGen.Hosts.Work.Arithmetic.LaterAsync"], 2 * 0.6, 2 * 1.5);
        Assert.InRange(roots["job"], 0.6, 1.5);
        Assert.DoesNotContain("ShadowGen.Hosts.Work.Arithmetic.Twice", roots.Keys);
        Assert.InRange(roots.GetValueOrDefault("ShadowGen.Hosts.Work.Arithmetic.Fails"), 0, 0.3);
        Assert.Contains("demand CPU measured True, interval True", run.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^root (?<name>\S+) (?<share>[\d.]+)$", RegexOptions.Multiline)]
    private static partial Regex DemandLine();

    [GeneratedRegex(@"^(?<name>[\w.]+): (?<counted>\d+) of (?<made>\d+); faults (?<faults>\d+); lost (?<lost>\d+)$", RegexOptions.Multiline)]
    private static partial Regex CountedLine();

    [GeneratedRegex(@"^slots (\d+)$", RegexOptions.Multiline)]
    private static partial Regex SlotsLine();

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string host, bool on)
    {
        var program = Repository.PathOf("tests", "Hosts", "bin", Repository.Configuration, "net10.0", "ShadowGen.Hosts.dll");
        var start = new ProcessStartInfo("dotnet", [program, host]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SHADOWGEN"] = on ? "on" : "off";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"host '{host}' did not end");
        }

        return (process.ExitCode, await output, await error);
    }
}
