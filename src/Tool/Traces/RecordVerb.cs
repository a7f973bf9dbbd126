using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ShadowGen.Live;
using ShadowGen.Tool.Live;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Traces;

/// <summary><c>record</c>: asks a running process to record every shadowed call for a while, or starts one and has it record.</summary>
internal static class RecordVerb
{
    private const int MostSeconds = 600;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(15);

    public static Command Create(Screen screen)
    {
        var process = new Argument<int?>("pid") { Description = "A process with an open live view.", Arity = ArgumentArity.ZeroOrOne };
        var start = new Option<string[]>("--start") { Description = "Start this program instead, and record from its first shadowed call: --start dotnet app.dll. It goes on afterwards, until it ends by itself.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var seconds = CommonOptions.Number("--seconds", 10, 1, $"How long, at most {MostSeconds}.");
        var output = new Option<string>("--output", "-o") { Description = "The folder to write.", Required = true };
        var json = CommonOptions.Json();
        var command = new Command("record", $"Records every shadowed call of a process for a while to a folder (docs/recording.md). The process must have been started with {LiveView.Variable}=1 by the same user.") { process, start, seconds, output, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (pid, program, time) = (parsed.GetValue(process), parsed.GetValue(start)!, parsed.GetValue(seconds));
            if (time > MostSeconds) throw new ToolException($"--seconds is {time}: it must be {MostSeconds} or less.");
            if (pid is null == (program.Length == 0)) throw new ToolException("name a process to record, or a program to --start, and not both.");
            using var started = pid is null ? Start(program) : null;
            var folder = parsed.GetValue(output)!;
            using var client = await ConnectAsync(pid ?? started!.Id, started, cancellation).ConfigureAwait(false);
            var answer = LiveSample.Parse(await client.AskAsync(string.Create(CultureInfo.InvariantCulture, $"record {time} {screen.PathOf(folder)}"), cancellation).ConfigureAwait(false));
            if (started is not null) await started.WaitForExitAsync(cancellation).ConfigureAwait(false);
            var result = new RecordResult(folder, answer["events"], answer["missed"], answer["full"] == 1);
            if (parsed.GetValue(json)) screen.Json(result);
            else screen.Line($"{folder}: {Units.Plural(result.Calls, "call")}{(result.Missed > 0 ? $", {Units.Count(result.Missed)} missed" : "")}{(result.IsFull ? "; it ended when it was full" : "")}");
            return ExitCode.Ok;
        });
        return command;
    }

    // A program that is started has no live view before its first shadowed call.
    private static async Task<LiveClient> ConnectAsync(int pid, Process? started, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await LiveClient.ConnectAsync(pid, cancellation).ConfigureAwait(false);
            }
            catch (ToolException) when (started is { HasExited: false } && waited.Elapsed < StartPatience)
            {
                await Task.Delay(50, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static Process Start(string[] program)
    {
        var start = new ProcessStartInfo(program[0], program[1..]);
        start.Environment[LiveView.Variable] = "1";
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new ToolException($"'{program[0]}' cannot be started: {exception.Message}", exception);
        }
    }

    /// <summary>What was written, as JSON has it.</summary>
    private sealed record RecordResult(string Folder, long Calls, long Missed, bool IsFull);
}
