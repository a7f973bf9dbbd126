using ShadowGen.Model;
using static ShadowGen.Tests.Model.Matching.MatchPrograms;

namespace ShadowGen.Tests.Model.Matching;

/// <summary>What holds for any two programs.</summary>
public class ModelMatcherLawTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_program_is_found_in_itself(int seed)
    {
        var program = Random(200, seed, Name);
        var report = ModelMatcher.Match(program, program);

        Assert.All(report.Matches, match => Assert.Equal((MatchWay.Same, match.Id, 1.0), (match.Way, match.OldId, match.Score)));
        Assert.Equal(200, report.Matches.Count);
        Assert.Empty(report.Unmatched);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void And_under_other_names_for_everything(int seed)
    {
        var (before, now) = (Random(200, seed, Name), Random(200, seed, OtherName));
        var report = ModelMatcher.Match(before, now);
        var right = report.Matches.Count(match => match.Way is not (MatchWay.None or MatchWay.Like) && match.OldId == before[now.FindIndex(method => method.Id == match.Id)].Id);
        var made = report.Matches.Count(match => match.Way is not (MatchWay.None or MatchWay.Like));

        // One in ten has no code, and of those some have no neighbours.
        Assert.InRange(right, 185, 200);
        Assert.Equal(made, right);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_order_of_the_lists_does_not_matter(int seed)
    {
        var (before, now) = Edit(seed);
        var random = new Random(seed);
        var expected = ModelMatcher.Match(before, now);
        var report = ModelMatcher.Match(Shuffled(before, random), Shuffled(now, random));

        Assert.Equal(expected.Matches, report.Matches);
        Assert.Equal(expected.Unmatched, report.Unmatched);
        Assert.Equal(expected.ToString(), report.ToString());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_method_of_before_has_two_counterparts(int seed)
    {
        var (before, now) = Edit(seed);
        var report = ModelMatcher.Match(before, now);
        var taken = report.Matches.Where(match => match.Way is not (MatchWay.None or MatchWay.Like)).Select(match => match.OldId).ToList();

        Assert.Equal(taken.Count, taken.Distinct().Count());
        Assert.Equal(before.Select(method => method.Id).Except(taken).Order(), report.Unmatched);
        Assert.Equal(now.Select(method => method.Id).Order(), report.Matches.Select(match => match.Id));
        Assert.All(report.Matches, match => Assert.InRange(match.Score, 0, 1));
    }

    [Fact]
    public void Nothing_is_found_in_nothing()
    {
        var program = Random(50, 1, Name);

        Assert.Empty(ModelMatcher.Match([], []).Matches);
        Assert.All(ModelMatcher.Match([], program).Matches, match => Assert.Equal((MatchWay.None, 0UL), (match.Way, match.OldId)));
        Assert.Equal(50, ModelMatcher.Match(program, []).Unmatched.Count);
    }

    /// <summary>Comparing all with all would be 25 million; and that twice, as likes are looked for as well.</summary>
    [Theory]
    [InlineData(false, 2_500_000)]
    [InlineData(true, 2L * 5_000 * 16 * PrintIndex.MostOfBucket)]
    public void Five_thousand_methods_are_compared_with_few_each(bool areAlike, long most)
    {
        var (before, now) = (Random(5_000, 1, Name), Random(5_000, 1, OtherName));
        if (areAlike) (before, now) = (Alike(before), Alike(now));

        Assert.InRange(ModelMatcher.Match(before, now).Comparisons, 1, most);

        // In all bands, though no two are equal.
        static List<MatchMethod> Alike(List<MatchMethod> program) => [.. program.Select((method, i) => method with { Print = new(0, 0, 100 + i) })];
    }

    // Some are renamed, some edited, some of both; some go, and some come.
    private static (List<MatchMethod> Before, List<MatchMethod> Now) Edit(int seed)
    {
        var random = new Random(seed);
        var renamed = Enumerable.Range(0, 200).Select(_ => random.Next(3) == 0).ToArray();
        var before = Random(200, seed, Name);
        var now = Random(200, seed, i => renamed[i] ? OtherName(i) : Name(i))
            .Select(method => random.Next(3) == 0 && method.Print is { } print ? method with { Print = Edited(print, random.Next(20)) } : method)
            .Where(_ => random.Next(20) != 0).ToList();
        now.AddRange(Random(20, seed + 1_000, i => $"M:Shop.New.N{i}"));
        now.AddRange(before.Take(10).Select((method, i) => Method($"M:Shop.Copy.C{i}", method.Print)));
        return (before, now);
    }

    private static List<MatchMethod> Shuffled(List<MatchMethod> methods, Random random)
    {
        var array = methods.ToArray();
        random.Shuffle(array);
        return [.. array];
    }
}
