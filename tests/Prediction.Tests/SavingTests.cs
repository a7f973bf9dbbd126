using ShadowGen.Benchmarks.Harness;
using ShadowGen.Prediction.Benchmarks.Storage;

namespace ShadowGen.Prediction.Tests;

/// <summary>A small dose of what docs/model-file.md has the full run of.</summary>
public sealed class SavingTests
{
    /// <summary>On what two real runs of a sample have left; the full run makes its own.</summary>
    [Fact]
    public void Models_of_real_runs_are_joined_in_any_order_and_any_number_of_times()
    {
        var files = Directory.GetFiles(Checkout.Folder("tests", "Tool.Tests", "Data")!, "*.shadow");
        Assert.Equal(2, files.Length);

        var (tried, violations) = MergeLaws.TryFiles(files);

        Assert.True(tried > 40);
        Assert.Equal(0, violations);
    }

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
