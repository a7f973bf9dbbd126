using ShadowGen.Benchmarks.Figures;
using ShadowGen.Prediction.Benchmarks.EndToEnd;
using ShadowGen.Prediction.Benchmarks.Rivals;
using ShadowGen.Prediction.Benchmarks.Sequences;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>
/// What the real engine, at its default CPU budget, has learned from a running program (some ten thousand calls a second, for half a minute), beside rivals that saw each of its calls. Both
/// foretell what callers do next in the run's last fifth: the rivals go on learning there, the engine's model does not.
/// </summary>
internal sealed class EndToEndFigures(TextWriter output) : FigureGroup(
    "endtoend",
    new("next.endtoend.child", "x"),
    new("next.endtoend.learned", "%"),
    new("next.endtoend.followed", "%"))
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var recorded = RecordingChild.Record();
        var program = SearchProgram.CreateAsync().GetAwaiter().GetResult();
        Shadow.Flush(); // what the indexing has called is not counted as of the run
        var before = Shadow.Statistics;
        program.AnswerAsync(SearchProgram.Learned, Pause).GetAwaiter().GetResult();
        Thread.Sleep(TimeSpan.FromSeconds(2)); // the engine's next round
        var after = Shadow.Statistics;

        var live = new LiveModel(recorded);
        var rivals = new RivalPanel(SequenceTask.Child, recorded.Operations, online: true);
        Replay.Run(recorded, live);
        Replay.Run(recorded, rivals);
        var calls = recorded.Sequences.Sum(s => (double)s.Train);
        output.WriteLine($"end to end: {recorded.Events} calls recorded, {live.Child.Events} outcomes scored; engine {after.EngineCpuTime.TotalSeconds - before.EngineCpuTime.TotalSeconds:f3} s of CPU");
        foreach (var score in (Score[])[live.Child, .. rivals.Scores]) output.WriteLine($"  {score.Name,-20}{score.Top1,9:f2}{score.Top3,9:f2}{score.Bits,9:f4}{score.CalibrationError,8:f3}");
        output.WriteLine();
        return new Dictionary<string, double>
        {
            ["next.endtoend.child"] = live.Child.Bits / rivals.Scores.Min(s => s.Bits),
            ["next.endtoend.learned"] = 100 * (after.SequenceCallsLearned - before.SequenceCallsLearned) / calls,
            ["next.endtoend.followed"] = 100 * (after.SequenceCallsFollowed - before.SequenceCallsFollowed) / calls,
        };
    }
}
