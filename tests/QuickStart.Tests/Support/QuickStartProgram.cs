using System.Diagnostics;
using ShadowGen.TestSupport;

namespace ShadowGen.QuickStart.Tests.Support;

/// <summary>What a run of the program said.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Error);

/// <summary>The built program, run as a user does: as a process of its own, with its output in a pipe.</summary>
internal static class QuickStartProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static string Assembly => Repository.PathOf("samples", "QuickStart", "bin", Repository.Configuration, "net10.0", "ShadowGen.QuickStart.dll");

    /// <param name="killSwitch">The value of SHADOWGEN in the environment; null for none.</param>
    /// <param name="folder">The current folder.</param>
    /// <param name="arguments">What a user writes behind <c>--</c>.</param>
    public static async Task<ProgramResult> RunAsync(string? killSwitch, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SHADOWGEN"] = killSwitch;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
        return new(process.ExitCode, await output, await error);
    }
}
