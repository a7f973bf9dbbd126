using System.Globalization;
using ShadowGen.Benchmarks.Figures;

namespace ShadowGen.Adaptive.Benchmarks.Burst;

/// <summary>
/// How long blocking jobs wait for a thread in the first second of a burst that recurs, with the manager, with the ThreadPool alone and with constant minimums, each in a process of its own. They run side by
/// side, so that whatever else the machine does meets all; their bursts do not overlap.
/// </summary>
internal sealed class BurstFigures(TextWriter output) : FigureGroup(
    "burst",
    new("burst.delay.ratio", "x of the ThreadPool alone", Bound.AtMost(0.2)),
    new("burst.constant.ratio", "x of the best constant minimum", Bound.AtMost(1.1)),
    new("burst.threads.ratio", "x of its threads between bursts", Bound.AtMost(1)),
    new("burst.delay", "ms"))
{
    private static readonly string[] Constants = ["16", "24", "32", "48"];

    public override IReadOnlyDictionary<string, double> Measure()
    {
        string[] all = [BurstChild.Manager, BurstChild.Alone, .. Constants];
        var stagger = BurstSchedule.PeriodSeconds / all.Length;
        var children = all.Select((who, i) => ChildProcess.Begin(BurstChild.Verb, who, (5 + (i * stagger)).ToString(CultureInfo.InvariantCulture))).ToArray();
        var texts = children.Select(child => Task.Run(() => ChildProcess.End(child))).ToArray();
        Task.WaitAll(texts);
        output.WriteLine($"{"",-10}{"mean ms",12}{"p95 ms",12}{"threads",12}");
        var rows = all.Select((who, i) => (Who: who, Delay: Value(texts[i].Result, "delay"), P95: Value(texts[i].Result, "p95"), Threads: Value(texts[i].Result, "threads"))).ToArray();
        foreach (var (row, text) in rows.Zip(texts)) output.WriteLine($"{row.Who,-10}{row.Delay,12:f3}{row.P95,12:f3}{row.Threads,12:f1}   {text.Result.Split('\n').First(l => l.StartsWith("bursts", StringComparison.Ordinal))}");
        foreach (var line in texts[0].Result.Split('\n').Where(l => l.StartsWith("decision", StringComparison.Ordinal) || l.StartsWith("engine", StringComparison.Ordinal) || l.StartsWith("manager", StringComparison.Ordinal))) output.WriteLine(line);
        var best = rows.Skip(2).MinBy(r => r.Delay);
        return new Dictionary<string, double>
        {
            ["burst.delay.ratio"] = rows[0].Delay / rows[1].Delay,
            ["burst.constant.ratio"] = rows[0].Delay / best.Delay,
            ["burst.threads.ratio"] = rows[0].Threads / best.Threads,
            ["burst.delay"] = rows[0].Delay,
        };
    }

    private static double Value(string text, string name) =>
        double.Parse(text.Split('\n').First(l => l.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..], CultureInfo.InvariantCulture);
}
