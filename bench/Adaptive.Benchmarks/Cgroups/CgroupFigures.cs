using System.Globalization;
using ShadowGen.Benchmarks.Figures;

namespace ShadowGen.Adaptive.Benchmarks.Cgroups;

/// <summary>
/// A process in a control group (v1) of its own resizes it under load, up and down, and sets it back: the kernel's counters say whether anything was killed and whether the quota took effect; .NET says how soon it
/// follows. Needs root; version 2 cannot run here.
/// </summary>
internal sealed class CgroupFigures(TextWriter output) : FigureGroup(
    "cgroups",
    new("cgroups.resized", "times", Bound.AtLeast(CgroupChild.Resizes)),
    new("cgroups.killed", "processes", Bound.AtMost(0)),
    new("cgroups.view", "ms until .NET follows, at most", Bound.AtMost(1000)),
    new("cgroups.throttled", "periods out of quota", Bound.AtLeast(1)))
{
    public override IReadOnlyDictionary<string, double> Measure()
    {
        using var group = new ControlGroup(CgroupChild.FirstLimit);
        var text = ChildProcess.End(group.Begin(CgroupChild.Verb));
        output.WriteLine(text);
        return new Dictionary<string, double>
        {
            ["cgroups.resized"] = Value(text, "applied"),
            ["cgroups.killed"] = group.Killed,
            ["cgroups.view"] = Value(text, "view"),
            ["cgroups.throttled"] = group.Throttled,
        };
    }

    private static double Value(string text, string name) =>
        double.Parse(text.Split('\n').First(l => l.StartsWith(name + " ", StringComparison.Ordinal))[(name.Length + 1)..], CultureInfo.InvariantCulture);
}
