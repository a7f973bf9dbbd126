using ShadowGen.Benchmarks.Figures;
using ShadowGen.Prediction.Benchmarks.Costs;
using ShadowGen.Prediction.Benchmarks.Data;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>What learning sequences and asking for the next call cost.</summary>
internal sealed class SequenceCostFigures(string folder, TextWriter output) : FigureGroup(
    "sequences",
    new Figure("sequences.learn", "calls/s", Bound.AtLeast(500_000)))
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
        return new Dictionary<string, double> { ["sequences.learn"] = calls / seconds };
    }
}
