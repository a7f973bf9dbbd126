using ShadowGen.Benchmarks.Figures;
using ShadowGen.Prediction.Benchmarks.Data;
using ShadowGen.Prediction.Benchmarks.EndToEnd;
using ShadowGen.Prediction.Benchmarks.Rivals;
using ShadowGen.Prediction.Benchmarks.Sequences;
using ShadowGen.Prediction.Benchmarks.Warm;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>
/// How well the first second of a run is foretold (what callers do next) by a process that begins with the model which an earlier run has left, beside one that begins with nothing, and beside tables of orders
/// 0 to 3 that have counted every call of the earlier run and go on counting every call of this one. The two processes are real, and learn at their default CPU budget. The earlier run answered other requests.
/// </summary>
/// <param name="output">Receives the tables.</param>
internal sealed class WarmFigures(TextWriter output) : FigureGroup(
    "warm",
    new("warm.logloss.ratio", "x", Bound.AtMost(0.5)),
    new("warm.order3.ratio", "x", Bound.AtMost(0.9)),
    new("warm.bits", "bits"),
    new("model.bytes", "B"))
{
    private const int LongestOrder = 3;
    private const int Runs = 3;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var folder = Directory.CreateTempSubdirectory("shadowgen-");
        try
        {
            var (recording, model) = (Path.Combine(folder.FullName, "recording"), Path.Combine(folder.FullName, "app.shadow"));
            var recorded = RecordingChild.Record(recording);
            WarmChild.LearnSearch(model);
            var learned = ShadowModel.Load(model);
            var warm = Mean(() => FirstSecond.Measure(recording, Copy(model)));
            var cold = Mean(() => FirstSecond.Measure(recording, null));

            var tables = new RivalPanel(SequenceTask.Child, recorded.Operations, online: true);
            Replay.Run(Learned(recorded), tables);
            for (var request = 0; request < FirstSecond.Requests; request++) Replay.Run(FirstSecond.RequestOf(recorded, request), tables);
            var rivals = tables.Scores.Where(s => tables.OrderOf(s) <= LongestOrder).ToArray();

            output.WriteLine($"warm: {cold.Outcomes} outcomes of the first second of queries; the model is of {learned.Runs.Sum(r => r.Calls)} calls, the tables of {Learned(recorded).Events}");
            output.WriteLine($"  {"with app.shadow",-20}{warm.Bits,9:f4}");
            output.WriteLine($"  {"with nothing",-20}{cold.Bits,9:f4}");
            foreach (var score in rivals) output.WriteLine($"  {score.Name,-20}{score.Bits,9:f4}");
            output.WriteLine();
            return new Dictionary<string, double>
            {
                ["warm.logloss.ratio"] = warm.Bits / cold.Bits,
                ["warm.order3.ratio"] = warm.Bits / rivals.Min(s => s.Bits),
                ["warm.bits"] = warm.Bits,
                ["model.bytes"] = learned.ToText().Length,
            };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // The scored run saves what it has learned: the next one must not begin with that.
    private static string Copy(string model)
    {
        var copy = Path.Combine(Path.GetDirectoryName(model)!, Guid.NewGuid() + ".shadow");
        File.Copy(model, copy);
        return copy;
    }

    private static (double Bits, long Outcomes) Mean(Func<(double Bits, long Outcomes)> measure)
    {
        var runs = Enumerable.Range(0, Runs).Select(_ => measure()).ToArray();
        return (runs.Average(r => r.Bits), runs[0].Outcomes);
    }

    // All that the earlier run was asked: nothing of the first second. Not scored.
    private static CallSet Learned(CallSet recorded)
    {
        var requests = Enumerable.Range(WarmChild.FirstRequest, SearchProgram.Queries - WarmChild.FirstRequest).Select(request => FirstSecond.RequestOf(recorded, request).Sequences[0]);
        return recorded with { Sequences = [.. requests.Select(s => s with { Train = s.Events.Length })] };
    }
}
