using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Text.Json;
using ShadowGen.TestSupport;
using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary><c>top</c> and <c>record</c> of a process that runs: samples/LogReport, with and without its live view.</summary>
public sealed class LiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("live");
    private readonly List<Process> _processes = [];

    [Fact]
    public async Task A_running_process_is_listed_looked_at_and_recorded()
    {
        var pid = Start(live: "1");
        await UntilOpenAsync(pid);

        var list = await ToolRun.OfAsync("top", "--json");
        Assert.Contains(JsonDocument.Parse(list.Output).RootElement.EnumerateArray(), process => process.GetProperty("pid").GetInt32() == pid && process.GetProperty("app").GetString() == "ShadowGen.LogReport");

        var once = await ToolRun.OfAsync("top", $"{pid}", "--once");
        Assert.Equal((0, ""), (once.ExitCode, once.Error));
        Assert.StartsWith($"ShadowGen.LogReport ({pid}): ", once.Output, StringComparison.Ordinal);
        Assert.Equal(["Method", "Calls/s", "cpu", "p50", "p99", "Allocated/s", "Calls"], once.Row("Method"));

        var json = JsonDocument.Parse((await ToolRun.OfAsync("top", $"{pid}", "--once", "--json", "--top", "3")).Output).RootElement;
        Assert.True(json.GetProperty("callsPerSecond").GetDouble() > 10);
        Assert.InRange(json.GetProperty("seconds").GetDouble(), 0.9, 60);
        Assert.Equal(3, json.GetProperty("methods").GetArrayLength());

        var record = await ToolRun.InAsync(_folder.Root, "record", $"{pid}", "--seconds", "1", "-o", "trace");
        Assert.Equal((0, ""), (record.ExitCode, record.Error));
        Assert.Matches(@"^trace: [\d,]+ calls", record.Output);
        var replay = await ToolRun.InAsync(_folder.Root, "replay", "trace", "--json");
        Assert.True(JsonDocument.Parse(replay.Output).RootElement.GetProperty("calls").GetInt64() > 10);
    }

    [Fact]
    public async Task A_process_that_is_not_asked_to_has_no_live_view()
    {
        var pid = Start(live: null);
        var run = await ToolRun.OfAsync("top", $"{pid}", "--once");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Start it with the environment variable ShadowLiveView=1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_a_client_says_the_process_goes_on_and_answers_the_next_one()
    {
        var pid = Start(live: "1");
        await UntilOpenAsync(pid);
        foreach (var said in new[] { [], [], [], new byte[5000], [0xff, 0xfe, (byte)'\n'], "record 99999 relative\n"u8.ToArray(), "record 1 relative\n"u8.ToArray(), "mod"u8.ToArray() })
        {
            await using var pipe = new NamedPipeClientStream(".", string.Create(CultureInfo.InvariantCulture, $"shadowgen-{pid}"), PipeDirection.InOut, PipeOptions.Asynchronous);
            await pipe.ConnectAsync(10_000);
            await pipe.WriteAsync(said);
        }

        var once = await ToolRun.OfAsync("top", $"{pid}", "--once", "--json");
        Assert.Equal(0, once.ExitCode);
        Assert.Equal(0, JsonDocument.Parse(once.Output).RootElement.GetProperty("faults").GetInt64());
    }

    [Theory]
    [InlineData("name a process to record", "record", "-o", "x")]
    [InlineData("--seconds is 601", "record", "1", "--seconds", "601", "-o", "x")]
    [InlineData("is no recorded trace", "replay", ".")]
    public async Task Wrong_usage(string words, params string[] arguments)
    {
        var run = await ToolRun.OfAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited) process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
        _folder.Dispose();
    }

    private int Start(string? live)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.PathOf("samples", "LogReport", "bin", Repository.Configuration, "net10.0", "ShadowGen.LogReport.dll"), "--requests", "1000000"]) { WorkingDirectory = _folder.Root };
        CommandLine.Clean(start.Environment);
        if (live is not null) start.Environment["ShadowLiveView"] = live;
        var process = Process.Start(start)!;
        _processes.Add(process);
        return process.Id;
    }

    private static async Task UntilOpenAsync(int pid)
    {
        for (var i = 0; i < 60; i++)
        {
            if ((await ToolRun.OfAsync("top", $"{pid}", "--once", "--top", "1")).ExitCode == 0) return;
            await Task.Delay(500);
        }
    }
}
