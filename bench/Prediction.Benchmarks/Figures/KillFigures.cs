using ShadowGen.Benchmarks.Figures;
using ShadowGen.Prediction.Benchmarks.Storage;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>Processes that are killed (SIGKILL) while they save, again and again over the same file.</summary>
internal sealed class KillFigures(int kills = 1000) : FigureGroup("kill", new("kill.count", ""), new("kill.damaged", "", Bound.AtMost(0)), new("kill.lost", "", Bound.AtMost(0)))
{
    public override IReadOnlyDictionary<string, double> Measure()
    {
        var folder = Directory.CreateTempSubdirectory("shadowgen-");
        try
        {
            var (damaged, lost) = SavingChild.KillMany(Path.Combine(folder.FullName, "app.shadow"), kills, seed: 20_261_128);
            return new Dictionary<string, double> { ["kill.count"] = kills, ["kill.damaged"] = damaged, ["kill.lost"] = lost };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
