using ShadowGen.Shared.Model;

namespace ShadowGen.Prediction.Benchmarks.Storage;

/// <summary>Tries the laws of merging on models, all triples of them: in any order, in any grouping, again, and after older runs were added up.</summary>
internal static class MergeLaws
{
    /// <summary>Tries files, and what becomes of them when all their runs, and all but the latest, are added up.</summary>
    /// <returns>What was tried, and what did not hold.</returns>
    public static (int Tried, int Violations) TryFiles(IEnumerable<string> paths)
    {
        var models = paths.Select(path => ShadowModel.Load(path).File).ToList();
        var all = models.Aggregate(ModelFile.Merge);
        return Try([.. models, ModelFold.Compact(all, 0), ModelFold.Compact(all, 1)]);
    }

    private static (int Tried, int Violations) Try(List<ModelFile> models)
    {
        var (tried, violations) = (0, 0);
        foreach (var a in models)
        {
            foreach (var b in models)
            {
                Check(Text(ModelFile.Merge(a, b)) == Text(ModelFile.Merge(b, a)));
                Check(Text(ModelFile.Merge(ModelFile.Merge(a, b), b)) == Text(ModelFile.Merge(a, b)));
                var all = ModelFile.Merge(a, b);
                Check(Calls(ModelFile.Merge(ModelFold.Compact(all, 0), all)) == Calls(ModelFold.Compact(all, 0)));
                foreach (var c in models) Check(Text(ModelFile.Merge(ModelFile.Merge(a, b), c)) == Text(ModelFile.Merge(a, ModelFile.Merge(b, c))));
            }
        }
        return (tried, violations);

        void Check(bool holds)
        {
            tried++;
            if (!holds) violations++;
        }
    }

    private static string Text(ModelFile model) => ModelWriter.Write(model);

    private static string Calls(ModelFile model) => string.Join("\n", ModelFold.Total(model).Edges.OrderBy(e => e.Key));
}
