using System.Diagnostics;

namespace ShadowGen.Adaptive.Benchmarks;

/// <summary>This program again, as a process of its own.</summary>
internal static class ChildProcess
{
    public static Process Begin(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        // Under "dotnet program.dll" the process is dotnet, which is told the program first.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>What the process wrote.</summary>
    /// <exception cref="InvalidOperationException">The process failed; its words are in the message.</exception>
    public static string End(Process child)
    {
        var errors = child.StandardError.ReadToEndAsync();
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0 ? output : throw new InvalidOperationException($"a child process failed: {errors.Result}{output}");
    }
}
