using System.Diagnostics;

namespace ShadowGen.Codebases.Running;

/// <summary>How a command ended.</summary>
/// <param name="Cpu">User and system time of the process and all that it waited for; null where the system does not say.</param>
internal sealed record CommandResult(int ExitCode, bool TimedOut, TimeSpan Elapsed, TimeSpan? Cpu, string Log)
{
    public bool Succeeded => ExitCode == 0 && !TimedOut;

    /// <summary>The lines of the log that a person needs first.</summary>
    public string Excerpt(int lines = 12)
    {
        var all = File.ReadAllLines(Log);
        var errors = all.Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).Take(lines).ToList();
        return string.Join('\n', errors.Count > 0 ? errors : all.TakeLast(lines).ToList());
    }
}

/// <summary>Runs a child process to its end or its timeout, with all output in a file. Kills only what it started.</summary>
internal static class Command
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(10);
    private static Process? _running;

    static Command() => Console.CancelKeyPress += (_, _) => Kill(Volatile.Read(ref _running));

    public static CommandResult Run(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment, string log, TimeSpan timeout)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        Clean(start.Environment);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var writer = new StreamWriter(log);
        writer.WriteLine($"> {program} {string.Join(' ', start.ArgumentList)}");
        var cpu = ChildTimes.Read();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new StudyException(ExitCodes.NoBaseline, $"'{program}' did not start.");
        Volatile.Write(ref _running, process);
        process.StandardInput.Close();
        var output = Task.WhenAll(PumpAsync(process.StandardOutput, writer), PumpAsync(process.StandardError, writer));
        var inTime = process.WaitForExit(timeout);
        if (!inTime)
            Kill(process);
        var elapsed = clock.Elapsed;
        Volatile.Write(ref _running, null);

        // What a grandchild that outlives the command still says is not waited for.
        output.Wait(Drain);
        lock (writer)
        {
            writer.WriteLine(inTime ? $"> exit code {process.ExitCode} after {elapsed}" : $"> killed after {elapsed}");
            writer.Flush();
        }

        return new CommandResult(inTime ? process.ExitCode : -1, !inTime, elapsed, ChildTimes.Read() - cpu, log);
    }

    private static void Kill(Process? process)
    {
        if (process is null)
            return;
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(Drain);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself meanwhile.
        }
    }

    private static async Task PumpAsync(StreamReader reader, StreamWriter writer)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            lock (writer)
            {
                if (writer.BaseStream is { CanWrite: true })
                    writer.WriteLine(line);
            }
        }
    }

    // As from a fresh shell: nothing of the command that started this tool, and no process that outlives a build.
    private static void Clean(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || n.StartsWith("SHADOWGEN", StringComparison.OrdinalIgnoreCase)).ToList())
            environment.Remove(name);
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["UseSharedCompilation"] = "false";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_ROLL_FORWARD"] = "Major";
        environment["NUGET_CERT_REVOCATION_MODE"] = "offline";
    }
}
