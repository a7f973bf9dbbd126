using ShadowGen.Benchmarks.Figures;
using ShadowGen.Prediction.Benchmarks.Data;
using ShadowGen.Prediction.Benchmarks.Sequences;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>How well the next call is foretold, over all sets of a folder: geometric means of bits over the best rival's.</summary>
internal sealed class SequenceFigures(string folder, TextWriter output) : FigureGroup(
    "next",
    new("next.child.ratio", "x", Bound.AtMost(0.35)),
    new("next.child.history", "x"),
    new("next.flat.ratio", "x", Bound.AtMost(0.5)),
    new("next.flat.ratio20", "x", Bound.AtMost(0.8)),
    new("next.worst.ratio", "x", Bound.AtMost(0.95)),
    new("next.ece", "%", Bound.AtMost(0.5)),
    new("next.memory", "MB", Bound.AtMost(4)),
    new("next.sampled.child", "x", Bound.AtMost(0.55)),
    new("next.sampled.flat", "x", Bound.AtMost(0.9)),
    new("next.sampled512.child", "x"),
    new("next.sampled512.flat", "x"),
    new("next.sampled2048.child", "x"),
    new("next.sampled2048.flat", "x"))
{
    private const int LongestOrder = 20;

    private static readonly SequenceTask[] Tasks = Enum.GetValues<SequenceTask>();

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var sets = new List<SequenceScores>();
        foreach (var set in CallSet.ReadAll(folder))
        {
            var scores = SequenceScores.Take(set);
            scores.Print(output);
            output.Flush();
            sets.Add(scores);
        }
        var figures = new Dictionary<string, double>
        {
            ["next.child.ratio"] = Mean(s => s.Ratio(SequenceTask.Child)),
            ["next.child.history"] = Mean(s => s.HistoryRatio()),
            ["next.flat.ratio"] = Mean(s => s.Ratio(SequenceTask.Flat)),
            ["next.flat.ratio20"] = Mean(s => s.Ratio(SequenceTask.Flat, LongestOrder)),
            ["next.worst.ratio"] = sets.Max(s => Tasks.Max(t => s.Ratio(t))),
            ["next.ece"] = sets.Max(s => Tasks.Max(t => s.Own(t).CalibrationError)),
            ["next.memory"] = sets.Max(s => s.MemoryBytes) / 1048576.0,
        };
        foreach (var sample in SequenceScores.Samples)
        {
            var name = sample == SequenceScores.Samples[0] ? "next.sampled" : $"next.sampled{sample}";
            figures[$"{name}.child"] = Mean(s => s.SampledRatio(SequenceTask.Child, sample));
            figures[$"{name}.flat"] = Mean(s => s.SampledRatio(SequenceTask.Flat, sample));
        }
        return figures;

        double Mean(Func<SequenceScores, double> ratio) => Math.Exp(sets.Average(s => Math.Log(ratio(s))));
    }
}
