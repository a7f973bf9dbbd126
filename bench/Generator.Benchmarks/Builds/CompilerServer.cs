using System.Diagnostics;

namespace ShadowGen.Generator.Benchmarks.Builds;

/// <summary>The compiler's process that answers to a name, and its CPU time, which other programs on the machine disturb less than wall time.</summary>
internal static class CompilerServer
{
    /// <summary>Seconds of CPU time since it started, of all threads; NaN while there is none, and where processes do not show their command lines (outside of Linux).</summary>
    /// <param name="name">What <c>SharedCompilationId</c> was when it was started.</param>
    public static double Seconds(string name)
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                try
                {
                    if (IsNamed(process.Id, name))
                        return process.TotalProcessorTime.TotalSeconds;
                }
                catch (Exception gone) when (gone is IOException or InvalidOperationException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
                {
                    // Ended meanwhile, or someone else's.
                }
            }
        }

        return double.NaN;
    }

    private static bool IsNamed(int process, string name)
    {
        var file = $"/proc/{process}/cmdline";
        return File.Exists(file) && File.ReadAllText(file).Split('\0') is var words
            && words.Any(static word => Path.GetFileNameWithoutExtension(word) == "VBCSCompiler") && words.Contains($"-pipename:{name}");
    }
}
