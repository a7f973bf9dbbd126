using ShadowGen.Shared.Model;
using ShadowGen.TestSupport;

namespace ShadowGen.Tests.Model;

/// <summary>The file between runs: joined, put in place whole, never lost.</summary>
public sealed class FileModelStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("model");

    private string ModelPath => _folder.PathOf("app.shadow");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_two_runs_save_is_all_there()
    {
        await SaveAsync(1, 1);
        await SaveAsync(2, 1);
        await SaveAsync(1, 2);

        Assert.Equal([(101UL, 2L), (102UL, 1L)], ShadowModel.Load(ModelPath).File.Sources.Values.Select(s => (s.Id, s.Generation)));
        Assert.Equal(["app.shadow"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Nothing_new_is_told_by_the_sequence_number()
    {
        var store = new FileModelStore(ModelPath);
        Assert.Equal(new(null, 0), await store.LoadAsync(0, default));
        await SaveAsync(1, 1);

        var stored = await store.LoadAsync(0, default);
        var again = await store.LoadAsync(stored.Sequence, default);

        Assert.NotNull(stored.Model);
        Assert.Equal(new(null, stored.Sequence), again);
    }

    [Fact]
    public async Task A_damaged_file_is_put_aside_and_never_lost()
    {
        for (var i = 0; i < 3; i++)
        {
            await File.WriteAllTextAsync(ModelPath, $"damaged {i}");
            await Assert.ThrowsAsync<ShadowModelException>(async () => await new FileModelStore(ModelPath).LoadAsync(0, default));
            await SaveAsync(1, i);
        }
        await File.WriteAllTextAsync(ModelPath, "damaged 3");
        var full = await Assert.ThrowsAsync<ShadowModelException>(() => SaveAsync(1, 9));

        Assert.Contains("3 damaged files lie beside it already", full.Message, StringComparison.Ordinal);
        Assert.Equal("damaged 3", await File.ReadAllTextAsync(ModelPath));
        Assert.Equal(["damaged 0", "damaged 1", "damaged 2"], new[] { "", "-1", "-2" }.Select(n => File.ReadAllText(ModelPath + ".damaged" + n)));
    }

    [Fact]
    public async Task Many_runs_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(run => Task.Run(async () =>
        {
            for (var generation = 1; generation <= 5; generation++) await SaveAsync(run, generation);
        })));

        var file = ShadowModel.Load(ModelPath).File;
        Assert.Equal(Enumerable.Range(0, 8).Select(run => (ulong)run + 100), ModelFold.Disjoint(file).SelectMany(s => s.Runs).Order());
    }

    [Fact]
    public async Task A_hundred_runs_stay_small_and_are_said_to_be_added_up()
    {
        for (var run = 0; run < 100; run++) await SaveAsync(run, 1);

        var model = ShadowModel.Load(ModelPath);
        Assert.InRange(model.Runs.Count, 2, FileModelStore.KeptRuns + 2);
        Assert.Equal(100, model.Runs.Sum(r => r.Runs));
        Assert.InRange(new FileInfo(ModelPath).Length, 1, 150_000);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_said()
    {
        var store = new FileModelStore(_folder.PathOf("none", "app.shadow"));
        await Assert.ThrowsAsync<DirectoryNotFoundException>(async () => await store.SaveAsync(ShadowModel.Empty, default));
    }

    [Fact]
    public void A_file_that_is_no_text_is_refused_by_name()
    {
        File.WriteAllBytes(ModelPath, [0xFF, 0xFE, 0x00, 0x80]);
        Assert.StartsWith($"{ModelPath}: not a model file: it is no UTF-8 text", Assert.Throws<ShadowModelException>(() => ShadowModel.Load(ModelPath)).Message, StringComparison.Ordinal);
        File.WriteAllText(ModelPath, "shadowgen-model 1\nnoise\n");
        var exception = Assert.Throws<ShadowModelException>(() => ShadowModel.Load(ModelPath));
        Assert.Equal($"{ModelPath}(2): 'noise' is not known here, before any 'source' or 'fold' line", exception.Message);
        Assert.Equal(2, exception.Line);
    }

    [Fact]
    public void The_graph_of_a_model_has_its_calls_costs_and_probabilities()
    {
        var source = new ModelSource { Id = 1, Generation = 1 };
        source.Edges[(0, RandomModels.IdOf(0))] = 10;
        source.Edges[(RandomModels.IdOf(0), RandomModels.IdOf(1))] = 30;
        source.Edges[(RandomModels.IdOf(0), RandomModels.IdOf(2))] = 10;
        source.Costs[(RandomModels.IdOf(1), 1)] = new(4, 30, 3000, 330_000, 50, 200, false, new(0, 100, 0, [30]));

        var graph = new ShadowModel(new([RandomModels.Method(0, 1), RandomModels.Method(1, 1), RandomModels.Method(2, 1)], [source])).CallGraph;

        var caller = graph.Find("Shop.Type0.Run");
        Assert.Equal(10, caller.Calls);
        Assert.Equal([0.74, 0.26], caller.Children.ToArray().Select(e => Math.Round(e.Probability, 2)));
        var cost = graph.Find("Shop.Type1.Run").Inclusive(ResourceKind.ElapsedTime);
        Assert.Equal((4, 100, 50, 200), (cost.SampleCount, cost.Mean, cost.Min, cost.Max));
        Assert.Equal("Shop.Type0.Run", graph.Roots.ToArray().Single().Name);
    }

    private async Task SaveAsync(int run, int generation) => await new FileModelStore(ModelPath).SaveAsync(new(new([RandomModels.Method(run, 1)], [RandomModels.Source(run, generation)])), default);
}
