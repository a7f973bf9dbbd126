using System.Globalization;
using ShadowGen.Adaptive.Benchmarks.Cgroups;
using ShadowGen.Benchmarks.Figures;

namespace ShadowGen.Adaptive.Benchmarks.Actuators;

/// <summary>Each actuator in a real process: requested, in effect, seen where it is felt, undone. Needs root, for the control group.</summary>
internal sealed class ActuatorFigures(TextWriter output) : FigureGroup(
    "actuators",
    new("actuators.right", "of 10", Bound.AtLeast(10)),
    new("actuators.bandwidth", "% off at the receiver", Bound.AtMost(5)),
    new("actuators.pacing", "% off at the receiver", Bound.AtMost(5)))
{
    public override IReadOnlyDictionary<string, double> Measure()
    {
        using var group = new ControlGroup(ActuatorChild.FirstLimit);
        var rows = ChildProcess.End(group.Begin(ActuatorChild.Verb)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('|')).ToArray();
        output.WriteLine($"{"",-28}{"requested",14}{"in effect",14}{"before",14}{"seen",14}{"undone",14}");
        foreach (var row in rows) output.WriteLine($"{row[0],-28}{string.Concat(row[1..6].Select(v => $"{double.Parse(v, CultureInfo.InvariantCulture),14:G6}"))}   {row[6]}{(row[7] == "True" ? "" : ": WRONG")}");
        return new Dictionary<string, double>
        {
            ["actuators.right"] = rows.Count(r => r[7] == "True"),
            ["actuators.bandwidth"] = Off(rows[^2]),
            ["actuators.pacing"] = Off(rows[^1]),
        };
    }

    private static double Off(string[] row) =>
        100 * Math.Abs((double.Parse(row[4], CultureInfo.InvariantCulture) / double.Parse(row[1], CultureInfo.InvariantCulture)) - 1);
}
