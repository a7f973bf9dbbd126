using ShadowGen.Prediction.Benchmarks.Data;
using ShadowGen.Prediction.Benchmarks.Rivals;
using ShadowGen.Prediction.Benchmarks.Sequences;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>The scores of one set: the product's model and its rivals, online and frozen.</summary>
internal sealed class SequenceScores
{
    /// <summary>Orders up to here are those that the field uses; longer ones are the harder comparison.</summary>
    public const int UsualOrder = 5;

    /// <summary>The product learns from one event in so many, against rivals that saw all.</summary>
    public static readonly int[] Samples = [64, 512, 2048];

    private readonly CallSet _set;
    private readonly OwnModel _online;
    private readonly OwnModel _frozen;
    private readonly OwnModel[] _sampled;
    private readonly RivalPanel[] _rivals;
    private readonly RivalPanel[] _frozenRivals;
    private readonly RivalPanel _byHistory;

    private SequenceScores(CallSet set)
    {
        _set = set;
        _online = new(set.Operations, online: true);
        _frozen = new(set.Operations, online: false);
        _sampled = [.. Samples.Select(n => new OwnModel(set.Operations, online: true, n))];
        SequenceTask[] tasks = [SequenceTask.Child, SequenceTask.Flat];
        _rivals = [.. tasks.Select(t => new RivalPanel(t, set.Operations, online: true))];
        _frozenRivals = [.. tasks.Select(t => new RivalPanel(t, set.Operations, online: false))];
        _byHistory = new(SequenceTask.Child, set.Operations, online: true, byHistory: true);
    }

    public string Set => _set.Name;

    public long MemoryBytes => _online.MemoryBytes;

    public static SequenceScores Take(CallSet set)
    {
        var scores = new SequenceScores(set);
        Listener[] listeners = [scores._online, scores._frozen, .. scores._sampled, .. scores._rivals, .. scores._frozenRivals, scores._byHistory];
        Parallel.ForEach(listeners, listener => Replay.Run(set, listener));
        return scores;
    }

    public Score Own(SequenceTask task) => Of(_online, task);

    /// <summary>Bits of the product's model over those of the best rival.</summary>
    public double Ratio(SequenceTask task, int longest = UsualOrder) => Own(task).Bits / Best(task, longest).Bits;

    /// <summary>The child task against rivals that look back on the whole flow, and not only on the caller's last callees, as is usual.</summary>
    public double HistoryRatio() => Own(SequenceTask.Child).Bits / _byHistory.Scores.Min(s => s.Bits);

    public double SampledRatio(SequenceTask task, int sample) => Of(_sampled[Array.IndexOf(Samples, sample)], task).Bits / Best(task, UsualOrder).Bits;

    public Score Best(SequenceTask task, int longest)
    {
        var panel = _rivals[(int)task];
        return panel.Scores.Where(s => panel.OrderOf(s) <= longest).MinBy(s => s.Bits)!;
    }

    public void Print(TextWriter output)
    {
        foreach (var task in Enum.GetValues<SequenceTask>())
        {
            var own = Own(task);
            output.WriteLine($"{Set}, {task}: {own.Events} outcomes scored");
            output.WriteLine($"  {"",-20}{"top-1 %",9}{"top-3 %",9}{"bits",9}{"ece %",8}   {"frozen: top-1 %",15}{"bits",9}");
            Line(own, Of(_frozen, task));
            for (var i = 0; i < Samples.Length; i++) Line(Of(_sampled[i], task), null, $"{own.Name}, 1/{Samples[i]}");
            foreach (var (online, frozen) in _rivals[(int)task].Scores.Zip(_frozenRivals[(int)task].Scores)) Line(online, frozen);
            if (task == SequenceTask.Child)
            {
                foreach (var score in _byHistory.Scores) Line(score, null);
            }
            output.WriteLine();
        }

        void Line(Score online, Score? frozen, string? name = null) => output.WriteLine(
            $"  {name ?? online.Name,-20}{online.Top1,9:f2}{online.Top3,9:f2}{online.Bits,9:f4}{online.CalibrationError,8:f3}   {(frozen is null ? "" : $"{frozen.Top1,15:f2}{frozen.Bits,9:f4}")}");
    }

    private static Score Of(OwnModel model, SequenceTask task) => task == SequenceTask.Child ? model.Child : model.Flat;
}
