using ShadowGen.Analyzers.Tests.Verification;
using ShadowGen.Shared.Model;
using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.SuperlinearGrowthAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class SuperlinearGrowthAnalyzerTests
{
    private const string Source = "using ShadowGen; public class Ranker { [Shadowed] public void {|SHG1011:Rank|}(int[] documents, int[] words, bool all) { } [Shadowed] public void Other(int[] documents) { } }";
    private const string Rank = "Ranker.Rank(System.Int32[],System.Int32[],System.Boolean)";
    private const string Features = "s:documents.Length,s:words.Length,c:all";
    private static readonly string Silent = Source.Replace("{|SHG1011:Rank|}", "Rank", StringComparison.Ordinal);

    [Fact]
    public async Task A_method_that_is_quadratic_is_named_with_argument_exponent_and_resource() => Assert.Equal(
        ["'Ranker.Rank(int[], int[], bool)' grows as documents.Length^2.0 (CPU), measured over 2,250 calls"],
        await Verify.VerifyAsync(Source, Model((documents, words, all) => 40 * documents * documents)));

    [Fact]
    public async Task What_every_call_costs_does_not_hide_it() => Assert.Contains(
        "documents.Length^1.",
        Assert.Single(await Verify.VerifyAsync(Source, Model((documents, words, all) => 20_000 + (4 * documents * documents)))), StringComparison.Ordinal);

    /// <summary>Each by itself is linear; the larger of one argument are among the larger of the other.</summary>
    [Fact]
    public async Task A_product_of_two_arguments_is_linear_in_each() => Assert.Empty(await Verify.VerifyAsync(Silent, Model((documents, words, all) => 40 * documents * words)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1.1)]
    public async Task What_grows_as_n_log_n_or_less_is_left_alone(double exponent) =>
        Assert.Empty(await Verify.VerifyAsync(Silent, Model((documents, words, all) => 400 * Math.Pow(documents, exponent) * (all ? 50 : 1))));

    [Fact]
    public async Task Growth_of_other_resources_is_told_as_theirs() => Assert.EndsWith(
        "(allocated bytes), measured over 2,250 calls", Assert.Single(await Verify.VerifyAsync(Source, Model((documents, words, all) => 40 * documents * documents, resource: 2))), StringComparison.Ordinal);

    [Fact]
    public async Task What_is_cheap_wherever_it_was_measured_is_left_alone() => Assert.Empty(await Verify.VerifyAsync(Silent, Model((documents, words, all) => 0.001 * documents * documents)));

    [Fact]
    public async Task Chance_is_left_alone()
    {
        var random = new Random(5);
        Assert.Empty(await Verify.VerifyAsync(Silent, Model((documents, words, all) => 40 * Math.Pow(documents, 1.3) * Math.Exp(6 * random.NextDouble()))));
    }

    [Fact]
    public async Task Few_kinds_of_calls_are_not_enough()
    {
        var model = new Models().Method(Rank, 1000, Features);
        foreach (var step in new[] { 5, 15, 25, 35 }) model.Law(Rank, [step, 9, 0], Math.Pow(ModelArguments.SizeOf(step), 2) * 100);

        Assert.Empty(await Verify.VerifyAsync(Silent, model));
    }

    [Fact]
    public async Task A_narrow_range_is_not_enough()
    {
        var model = new Models().Method(Rank, 1000, Features);
        for (var i = 0; i < 8; i++) model.Law(Rank, [40 + i, 9, 0], Math.Pow(ModelArguments.SizeOf(40 + i), 2) * 100);

        Assert.Empty(await Verify.VerifyAsync(Silent, model));
    }

    [Fact]
    public async Task Arguments_without_names_are_called_so()
    {
        var model = new Models(isHashed: true).Method(Rank, 1000, "s:,s:,c:");
        AddLaws(model, (documents, words, all) => 40 * documents * documents, 0);

        Assert.StartsWith("'Ranker.Rank(int[], int[], bool)' grows as an argument^2.0 (CPU)", Assert.Single(await Verify.VerifyAsync(Source, model)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silent_without_a_model() => Assert.Empty(await Verify.FindAsync(Silent));

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("class C;");

    private static Models Model(Func<double, double, bool, double> cost, int resource = 0)
    {
        var model = new Models().Method(Rank, 1000, Features).Method("Ranker.Other(System.Int32[])", 1000, "s:documents.Length");
        AddLaws(model, cost, resource);
        return model;
    }

    // Sizes of both arguments that go together, nearly.
    private static void AddLaws(Models model, Func<double, double, bool, double> cost, int resource)
    {
        for (var i = 0; i < 15; i++)
        {
            for (var j = -1; j <= 1; j++)
            {
                var (documents, words, all) = (9 + (2 * i), 11 + (2 * i) + (5 * j), (i + j) % 3 == 0);
                model.Law(Rank, [documents, words, all ? 1 : 0], cost(ModelArguments.SizeOf(documents), ModelArguments.SizeOf(words), all), resource: resource);
            }
        }
    }
}
