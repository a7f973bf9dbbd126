using System.CommandLine;
using ShadowGen.Live;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Live;

/// <summary><c>top</c>: what a running process does.</summary>
internal static class TopVerb
{
    private static readonly TimeSpan KeyPoll = TimeSpan.FromMilliseconds(50);

    public static Command Create(Screen screen)
    {
        var pid = new Argument<int?>("pid") { Description = "The process; without it, those that can be looked at are listed.", Arity = ArgumentArity.ZeroOrOne };
        var top = CommonOptions.Number("--top", 20, 1, "How many methods.");
        var once = new Option<bool>("--once") { Description = "Print one table, of one second, and end." };
        var json = CommonOptions.Json();
        var command = new Command("top", $"Shows what a running process does, each second; q quits. The process must have been started with {LiveView.Variable}=1 (or ShadowOptions.LiveView) by the same user.") { pid, top, once, json };
        command.SetAction((parsed, cancellation) => parsed.GetValue(pid) is { } process
            ? WatchAsync(screen, process, parsed.GetValue(top), parsed.GetValue(once), parsed.GetValue(json), cancellation)
            : ListAsync(screen, parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> ListAsync(Screen screen, bool isJson, CancellationToken cancellation)
    {
        var found = new List<ListedProcess>();
        foreach (var process in LiveProcesses.Find())
        {
            try
            {
                using var client = await LiveClient.ConnectAsync(process, cancellation).ConfigureAwait(false);
                var sample = LiveSample.Parse(await client.AskAsync("stats", cancellation).ConfigureAwait(false));
                found.Add(new(process, sample.App, sample["methods"], sample["calls"]));
            }
            catch (ToolException)
            {
                // It has ended since, is another user's, or is being looked at.
            }
        }
        if (isJson)
        {
            screen.Json(found);
            return ExitCode.Ok;
        }
        if (found.Count == 0) screen.Line($"no process of yours can be looked at: start one with the environment variable {LiveView.Variable}=1");
        else
        {
            var table = new TextTable("#Pid", "Program", "#Methods", "#Calls");
            foreach (var process in found) table.Add($"{process.Pid}", process.App, Units.Count(process.Methods), Units.Count(process.Calls));
            screen.Write(table);
        }
        return ExitCode.Ok;
    }

    private static async Task<int> WatchAsync(Screen screen, int process, int top, bool isOnce, bool isJson, CancellationToken cancellation)
    {
        using var client = await LiveClient.ConnectAsync(process, cancellation).ConfigureAwait(false);
        var before = await SampleAsync().ConfigureAwait(false);
        var first = true;
        while (await WaitAsync(screen, cancellation).ConfigureAwait(false))
        {
            var after = await SampleAsync().ConfigureAwait(false);
            var table = LiveTable.Of(before, after, top);
            before = after;
            if (isJson) screen.Json(table);
            else Show(screen, table, isOnce, first);
            first = false;
            if (isOnce) break;
        }
        return ExitCode.Ok;

        async Task<LiveSample> SampleAsync() => LiveSample.Parse(await client.AskAsync("stats", cancellation).ConfigureAwait(false));
    }

    private static void Show(Screen screen, LiveTable table, bool isOnce, bool isFirst)
    {
        if (screen.Terminal is { } terminal && !isOnce)
        {
            if (isFirst) terminal.Clear(home: true);
            terminal.Cursor.SetPosition(0, 0);
            terminal.Clear(home: false);
        }
        screen.Heading(table.Summary);
        screen.Write(table.ToTable());
        if (screen.Terminal is not null && !isOnce) screen.Line("q quits");
        else if (!isOnce) screen.Line();
    }

    /// <returns>False: the user quits.</returns>
    private static async Task<bool> WaitAsync(Screen screen, CancellationToken cancellation)
    {
        var end = Environment.TickCount64 + 1000;
        while (Environment.TickCount64 < end)
        {
            if (screen.Terminal is not null && !Console.IsInputRedirected && Console.KeyAvailable && Console.ReadKey(intercept: true).Key == ConsoleKey.Q) return false;
            await Task.Delay(KeyPoll, cancellation).ConfigureAwait(false);
        }
        return true;
    }

    /// <summary>A process that can be looked at.</summary>
    private sealed record ListedProcess(int Pid, string App, long Methods, long Calls);
}
