using System.Globalization;

namespace ShadowGen.Generator.Benchmarks.Figures;

/// <summary>The runs side by side, for people: wall time, and in brackets CPU time of all threads, which other programs on the machine disturb less.</summary>
internal static class DriverTable
{
    public static void Write(TextWriter output, IReadOnlyList<DriverRun> runs)
    {
        var kinds = runs[0].Times.Runs.ToList();
        output.WriteLine(Row("ms", [.. kinds, "retained MB"]));
        foreach (var run in runs)
        {
            output.WriteLine(Row(
                run.Contestant.Name,
                [.. kinds.Select(kind => $"{Number(run.Times.Of(kind))} ({Number(run.Times.ProcessorOf(kind))})"), Number(run.Times.RetainedMegabytes)]));
        }

        output.WriteLine();
    }

    private static string Row(string head, IEnumerable<string> cells) => head.PadRight(24) + string.Concat(cells.Select(static cell => cell.PadLeft(20)));

    private static string Number(double value) => value.ToString(value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
