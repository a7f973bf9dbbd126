using System.Diagnostics;

namespace ShadowGen.Generator.Benchmarks.Builds;

/// <summary>The SDK's command line.</summary>
internal static class DotNet
{
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It did not end with 0; the message has what it wrote.</exception>
    public static string Run(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("'dotnet' did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"'dotnet {string.Join(' ', arguments)}' ended with exit code {process.ExitCode}:{Environment.NewLine}{output}");
    }
}
