using ShadowGen.Shared.Model;

namespace ShadowGen.Tests.Model;

/// <summary>Files are joined in any order and any number of times with one result, and no run is counted twice.</summary>
public sealed class ModelMergeTests
{
    private const int Seeds = 200;

    [Fact]
    public void Order_does_not_matter() => Each((a, b, _) => Assert.Equal(Text(ModelFile.Merge(a, b)), Text(ModelFile.Merge(b, a))));

    [Fact]
    public void Grouping_does_not_matter() => Each((a, b, c) => Assert.Equal(Text(ModelFile.Merge(ModelFile.Merge(a, b), c)), Text(ModelFile.Merge(a, ModelFile.Merge(b, c)))));

    [Fact]
    public void Again_changes_nothing() => Each((a, b, _) =>
    {
        Assert.Equal(Text(a), Text(ModelFile.Merge(a, a)));
        var merged = ModelFile.Merge(a, b);
        Assert.Equal(Text(merged), Text(ModelFile.Merge(merged, b)));
    });

    [Fact]
    public void A_later_save_of_a_run_stands_for_the_earlier_one()
    {
        var early = new ModelFile([], [RandomModels.Source(1, 1)]);
        var late = new ModelFile([], [RandomModels.Source(1, 3)]);

        Assert.Equal(Text(late), Text(ModelFile.Merge(late, early)));
        Assert.Equal(Text(late), Text(ModelFile.Merge(early, late)));
    }

    [Fact]
    public void Two_that_say_to_be_one_save_are_told_apart_the_same_way_in_any_order()
    {
        var (left, right) = (RandomModels.Source(1, 2), RandomModels.Source(1, 2));
        right.Edges[(0, RandomModels.IdOf(0))] = 17;
        var (a, b) = (new ModelFile([], [left]), new ModelFile([], [right]));

        Assert.NotEqual(Text(a), Text(b));
        Assert.Equal(Text(ModelFile.Merge(a, b)), Text(ModelFile.Merge(b, a)));
    }

    [Fact]
    public void Runs_that_were_added_up_are_not_counted_again() => Each((a, b, _) =>
    {
        var all = ModelFile.Merge(a, b);
        var compact = ModelFold.Compact(all, 1);

        var again = ModelFile.Merge(compact, all);

        Assert.Equal(CallsOf(compact), CallsOf(again));
        Assert.Equal(ModelFold.Total(all).Runs.Order(), ModelFold.Total(compact).Runs.Order());
    });

    [Fact]
    public void What_is_added_up_is_the_sum_when_all_is_of_one_time()
    {
        var (left, right) = (RandomModels.Source(1, 2), RandomModels.Source(2, 2));
        right.Last = left.Last;

        var sum = ModelFold.Sum([left, right]);

        foreach (var edge in left.Edges.Keys.Union(right.Edges.Keys))
            Assert.Equal(left.Edges.GetValueOrDefault(edge) + right.Edges.GetValueOrDefault(edge), sum.Edges[edge]);
        foreach (var key in left.Costs.Keys.Intersect(right.Costs.Keys))
        {
            Assert.Equal(left.Costs[key].Sum + right.Costs[key].Sum, sum.Costs[key].Sum);
            Assert.Equal(left.Costs[key].Sketch.Calls + right.Costs[key].Sketch.Calls, sum.Costs[key].Sketch.Calls);
        }
    }

    [Fact]
    public void Knowledge_of_thirty_days_ago_counts_half()
    {
        var (old, late) = (RandomModels.Source(1, 1), RandomModels.Source(2, 1));
        old.Edges[(0, RandomModels.IdOf(0))] = 1000;
        late.Edges.Clear();
        late.Last = old.Last + (30 * 86_400);

        var sum = ModelFold.Sum([late, old]);

        Assert.Equal(500, sum.Edges[(0, RandomModels.IdOf(0))]);
        foreach (var (key, cost) in old.Costs.Where(c => !late.Costs.ContainsKey(c.Key) && sum.Costs.ContainsKey(c.Key)))
            Assert.Equal(cost.Mean, sum.Costs[key].Mean, 1);
    }

    [Fact]
    public void The_latest_runs_and_the_own_one_stay_by_themselves()
    {
        var file = new ModelFile([], Enumerable.Range(0, 20).Select(run => RandomModels.Source(run, 1)));

        var compact = ModelFold.Compact(file, 3, own: 100);

        Assert.Equal([100UL, 117, 118, 119], compact.Sources.Values.Where(s => !s.IsFold).Select(s => s.Id));
        Assert.Equal(16, Assert.Single(compact.Sources.Values, s => s.IsFold).Members.Length);
    }

    [Fact]
    public void Runs_that_may_be_going_on_are_not_added_up()
    {
        var file = new ModelFile([], Enumerable.Range(0, 6).Select(run =>
        {
            var source = RandomModels.Source(run, 1);
            source.Last = 1_800_000_000 + run;
            return source;
        }));

        Assert.Same(file, ModelFold.Compact(file, 2, settled: 3600));
        Assert.Equal(3, ModelFold.Compact(file, 2).Sources.Count);
    }

    [Fact]
    public void A_coarser_sketch_of_a_sum_is_the_sum_of_coarser_sketches()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var (a, b) = (Sketch(random), Sketch(random));
            for (var level = 1; level <= ModelSketch.MaxLevel; level++)
                Assert.Equal(Text(ModelSketch.Sum(a, b).AtLevel(level)), Text(ModelSketch.Sum(a.AtLevel(level), b.AtLevel(level))));
        }

        static ModelSketch Sketch(Random random) => new(random.Next(3), random.Next(60), random.Next(9), [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => (long)random.Next(5))]);

        static string Text(ModelSketch sketch)
        {
            var text = new System.Text.StringBuilder();
            sketch.Write(text);
            return text.ToString();
        }
    }

    [Theory]
    [InlineData(0, 0.05)]
    [InlineData(1, 0.09)]
    [InlineData(3, 0.36)]
    public void Quantiles_hold_to_within_a_bin(int level, double error)
    {
        var calls = new long[200];
        Array.Fill(calls, 10);
        var sketch = new ModelSketch(0, 100, 0, calls);
        foreach (var q in new[] { 0.1, 0.5, 0.9, 0.99 }) Assert.InRange(sketch.AtLevel(level).Quantile(q) / sketch.Quantile(q), 1 - error, 1 + error);
    }

    private static void Each(Action<ModelFile, ModelFile, ModelFile> holds)
    {
        for (var seed = 0; seed < Seeds; seed++) holds(RandomModels.File(3 * seed), RandomModels.File((3 * seed) + 1), RandomModels.File((3 * seed) + 2));
    }

    private static string Text(ModelFile file) => ModelWriter.Write(file);

    private static string CallsOf(ModelFile file) => string.Join("\n", ModelFold.Total(file).Edges.OrderBy(e => e.Key).Select(e => $"{e.Key} {e.Value}"));
}
