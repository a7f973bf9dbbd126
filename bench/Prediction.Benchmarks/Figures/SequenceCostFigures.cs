using ShadowGen.Benchmarks.Figures;
using ShadowGen.Prediction.Benchmarks.Costs;
using ShadowGen.Prediction.Benchmarks.Data;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>What learning sequences and asking for the next call cost.</summary>
internal sealed class SequenceCostFigures(string folder, TextWriter output) : FigureGroup(
    "sequences",
    new("sequences.learn", "calls/s", Bound.AtLeast(500_000)),
    new("query.table", "ns", Bound.AtMost(100)),
    new("query.next", "ns", Bound.AtMost(1500)),
    new("query.step", "ns", Bound.AtMost(1500)),
    new("query.bytes", "B", Bound.AtMost(0)))
{
    public override IReadOnlyDictionary<string, double> Measure()
    {
        double calls = 0, seconds = 0;
        foreach (var set in CallSet.ReadAll(folder))
        {
            var rate = LearningRate.Of(set);
            output.WriteLine($"{set.Name,-24}{rate,12:n0} calls learned a second");
            calls += set.Events;
            seconds += set.Events / rate;
        }
        var query = new QueryCost();
        return new Dictionary<string, double>
        {
            ["sequences.learn"] = calls / seconds,
            ["query.table"] = query.Table(),
            ["query.next"] = query.Next(),
            ["query.step"] = query.Step(),
            ["query.bytes"] = query.Bytes(),
        };
    }
}
