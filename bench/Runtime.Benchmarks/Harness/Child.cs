using System.Diagnostics;
using System.Globalization;

namespace ShadowGen.Benchmarks.Harness;

/// <summary>Runs a part of the measurement in a process of its own: fresh code layout, fresh memory, another environment. The part answers with <c>VALUE name number</c> lines.</summary>
internal static class Child
{
    public const string Verb = "child";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <exception cref="InvalidOperationException">The part failed, or did not end in time.</exception>
    public static Dictionary<string, double> Run(string part, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo { FileName = Environment.ProcessPath!, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        start.ArgumentList.Add(Verb);
        start.ArgumentList.Add(part);
        foreach (var (name, value) in environment) start.Environment[name] = value;

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"cannot start {start.FileName} for the part '{part}'");
        using var timer = new Timer(_ => process.Kill(), null, s_patience, Timeout.InfiniteTimeSpan);
        var values = new Dictionary<string, double>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Split(' ') is ["VALUE", var name, var number]) values[name] = double.Parse(number, CultureInfo.InvariantCulture);
        }
        process.WaitForExit();
        return process.ExitCode == 0 ? values
            : throw new InvalidOperationException($"the part '{part}' ended with exit code {process.ExitCode} (killed after {s_patience.TotalMinutes} minutes when it does not end by itself)");
    }

    /// <summary>Answers the parent.</summary>
    public static void Answer(string name, double value) =>
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"VALUE {name} {value:R}"));

    /// <summary>Medians over several runs of the same part.</summary>
    public static Dictionary<string, double> Medians(IReadOnlyCollection<Dictionary<string, double>> runs) =>
        runs.First().Keys.ToDictionary(name => name, name => Statistics.Median(runs.Select(run => run[name])));
}
