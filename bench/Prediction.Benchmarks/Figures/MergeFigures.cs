using ShadowGen.Benchmarks.Figures;
using ShadowGen.Prediction.Benchmarks.Storage;
using ShadowGen.Prediction.Benchmarks.Warm;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>The laws of merging on models that real processes have left: two of one run, one of those with a run more, and all with older runs added up.</summary>
internal sealed class MergeFigures() : FigureGroup("merge", new("merge.tried", ""), new("merge.violations", "", Bound.AtMost(0)))
{
    public override IReadOnlyDictionary<string, double> Measure()
    {
        var folder = Directory.CreateTempSubdirectory("shadowgen-");
        try
        {
            string[] files = [Path.Combine(folder.FullName, "first"), Path.Combine(folder.FullName, "second"), Path.Combine(folder.FullName, "longer")];
            foreach (var file in files[..2]) WarmChild.LearnSearch(file);
            // A run goes on where its file is: a third process adds its own to the first's.
            File.Copy(files[0], files[2]);
            WarmChild.LearnSearch(files[2]);
            var (tried, violations) = MergeLaws.TryFiles(files);
            return new Dictionary<string, double> { ["merge.tried"] = tried, ["merge.violations"] = violations };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
