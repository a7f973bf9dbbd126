using ShadowGen.Prediction.Benchmarks.Storage;

namespace ShadowGen.Prediction.Tests;

/// <summary>A small dose of what docs/model-file.md has the full run of.</summary>
public sealed class SavingTests
{
    [Fact]
    public void A_killed_process_leaves_a_valid_model_with_all_that_it_had_saved()
    {
        var folder = Directory.CreateTempSubdirectory("shadowgen-");
        try
        {
            Assert.Equal((0, 0), SavingChild.KillMany(Path.Combine(folder.FullName, "app.shadow"), kills: 15, seed: 1));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
