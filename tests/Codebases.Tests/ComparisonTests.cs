using ShadowGen.Codebases.Results;

namespace ShadowGen.Codebases.Tests;

public sealed class ComparisonTests
{
    [Fact]
    public void Equal_runs_have_no_difference() => Check([], [], [Run("a passed", "b failed"), Run("b failed", "a passed")], [Run("a passed", "b failed")]);

    [Fact]
    public void Another_outcome_is_a_difference() =>
        Check(["a: plain passed, shadowed failed in 1 of 2 runs"], [], [Run("a passed"), Run("a passed")], [Run("a passed"), Run("a failed")]);

    [Fact]
    public void A_missing_test_is_a_difference() => Check(["b: plain passed, shadowed absent in 1 of 1 runs"], [], [Run("a passed", "b passed")], [Run("a passed")]);

    [Fact]
    public void One_more_test_is_a_difference() => Check(["b: plain absent, shadowed passed in 1 of 1 runs"], [], [Run("a passed")], [Run("a passed", "b passed")]);

    [Fact]
    public void What_is_flaky_without_ShadowGen_proves_nothing() => Check([], ["a"], [Run("a passed"), Run("a failed")], [Run("a failed")]);

    [Fact]
    public void Random_data_in_names_is_compared_by_method() =>
        Check([], [], [Run("t(1) passed", "t(2) passed"), Run("t(3) passed", "t(4) passed")], [Run("t(5) passed", "t(6) passed")]);

    [Fact]
    public void Random_data_in_names_hides_no_failure() =>
        Check(["t: plain 2 passed, shadowed 1 failed,1 passed in 1 of 1 runs"], [], [Run("t(1) passed", "t(2) passed"), Run("t(3) passed", "t(4) passed")], [Run("t(5) passed", "t(6) failed")]);

    private static void Check(string[] differences, string[] flaky, TestResults[] plain, TestResults[] shadowed)
    {
        var comparison = Comparison.Of(plain, shadowed);

        Assert.Equal(differences, comparison.Differences);
        Assert.Equal(flaky, comparison.Flaky);
    }

    private static TestResults Run(params string[] results) => new(results.Select(r => r.Split(' ')).ToDictionary(r => r[0], r => r[1]));
}
