using ShadowGen.Model;
using static ShadowGen.Tests.Model.Matching.MatchPrograms;

namespace ShadowGen.Tests.Model.Matching;

public class ModelMatcherTests
{
    [Fact]
    public void A_renamed_method_is_found_by_its_code()
    {
        var match = Only(Method("M:S.A.Find", Code(1)), Method("M:S.A.Search", Code(1)));

        Assert.Equal((MatchWay.Print, Id("M:S.A.Find")), (match.Way, match.OldId));
        Assert.InRange(match.Score, 0.95, 1);
    }

    [Fact]
    public void One_that_was_moved_and_edited_too() =>
        Assert.Equal(MatchWay.Print, Only(Method("M:S.A.Find(System.Int32)", Code(1)), Method("M:S.B.Find(System.Int32)", Edited(Code(1), 8))).Way);

    [Fact]
    public void Other_code_under_another_name_is_no_match() => Assert.Equal(MatchWay.None, Only(Method("M:S.A.Find", Code(1)), Method("M:S.A.Search", Code(2))).Way);

    [Fact]
    public void A_constructor_does_not_become_a_method() => Assert.Equal(MatchWay.Like, Only(Method("M:S.A.#ctor", Code(1)), Method("M:S.A.Create", Code(1))).Way);

    [Fact]
    public void One_without_code_is_found_by_its_name_when_its_signature_has_changed() =>
        Assert.Equal(MatchWay.Name, Only(Method("M:S.IStore.Load(System.String)"), Method("M:S.IStore.Load(System.String,System.Int32)")).Way);

    [Fact]
    public void One_without_code_and_names_is_found_by_who_calls_it_and_whom_it_calls()
    {
        var before = Program("h1", "h2");
        var now = Program("h1", "h9");
        var match = ModelMatcher.Match(before, now).Matches.Single(match => match.Id == Id("h9"));

        Assert.Equal((MatchWay.Neighbours, Id("h2")), (match.Way, match.OldId));

        // The first calls the second, which calls two others.
        static List<MatchMethod> Program(string first, string second) =>
        [
            Method(first, Code(1), [], [second]),
            Method(second, null, [first], ["h3", "h4"]),
            Method("h3", Code(3), [second]),
            Method("h4", Code(4), [second]),
        ];
    }

    [Fact]
    public void A_match_speaks_for_its_neighbours_in_later_rounds()
    {
        // All ids are new. Only the first has code of its own; equal code of the rest is told apart by who calls it, one after the other.
        var before = Chain("A", 12);
        var now = Chain("B", 12);

        Assert.Equal(12, Right(before, now));

        static List<MatchMethod> Chain(string type, int length) =>
        [
            .. Enumerable.Range(0, length).Select(i => Method(
                $"M:S.{type}.F{type}{i}", i == 0 ? Code(0, 300) : Code(1, 40), i == 0 ? [] : [$"M:S.{type}.F{type}{i - 1}"], i == length - 1 ? [] : [$"M:S.{type}.F{type}{i + 1}"])),
        ];

        static int Right(List<MatchMethod> before, List<MatchMethod> now) => ModelMatcher.Match(before, now).Matches.Zip(now.OrderBy(method => method.Id)).Count(pair =>
            pair.First.OldId == before[now.IndexOf(pair.Second)].Id && pair.First.Way is MatchWay.Print or MatchWay.Neighbours);
    }

    [Fact]
    public void Equal_bodies_are_not_told_apart_by_guessing()
    {
        var getter = Code(1, 60);
        var report = ModelMatcher.Match(
            [Method("P:S.A.One", getter), Method("P:S.A.Two", getter), Method("P:S.A.Three", getter)],
            [Method("P:S.A.Uno", getter), Method("P:S.A.Due", getter), Method("P:S.A.Three", getter)]);

        Assert.Equal(1, report.Count(MatchWay.Same));
        Assert.Equal(2, report.Count(MatchWay.Like));
        Assert.Equal(2, report.Unmatched.Count);
    }

    [Fact]
    public void One_of_equal_bodies_that_went_is_not_another_that_came()
    {
        var getter = Code(1, 60);
        List<MatchMethod> stay = [.. Enumerable.Range(0, 5).Select(i => Method($"P:S.A.Stays{i}", getter))];
        var report = ModelMatcher.Match([.. stay, Method("P:S.A.Gone", getter)], [.. stay, Method("P:S.B.Came", getter)]);

        Assert.Equal(MatchWay.Like, report.Matches.Single(match => match.Id == Id("P:S.B.Came")).Way);
    }

    [Fact]
    public void Equal_bodies_are_told_apart_by_who_calls_them()
    {
        var code = Code(1, 20);
        var report = ModelMatcher.Match(Program("One", "Two"), Program("Uno", "Due"));

        Assert.Equal(Id("M:S.A.One"), report.Matches.Single(match => match.Id == Id("M:S.A.Uno")).OldId);
        Assert.Equal(Id("M:S.A.Two"), report.Matches.Single(match => match.Id == Id("M:S.A.Due")).OldId);

        List<MatchMethod> Program(string first, string second) =>
        [
            Method("M:S.B.First", Code(2), [], [$"M:S.A.{first}"]), Method("M:S.B.Second", Code(3), [], [$"M:S.A.{second}"]),
            Method($"M:S.A.{first}", code, ["M:S.B.First"]), Method($"M:S.A.{second}", code, ["M:S.B.Second"]),
        ];
    }

    [Fact]
    public void What_was_taken_out_of_a_method_is_not_the_method()
    {
        // Both halves of what was renamed look like it, the one that came out the more so; the other calls it.
        var old = Code(1);
        var report = ModelMatcher.Match(
            [Method("M:S.A.Work", old)],
            [Method("M:S.A.Do", Edited(old, 8), [], ["M:S.A.Part"]), Method("M:S.A.Part", Edited(old, 6), ["M:S.A.Do"])]);

        Assert.Equal(Id("M:S.A.Work"), report.Matches.Single(match => match.Id == Id("M:S.A.Do")).OldId);
        Assert.Equal(MatchWay.Like, report.Matches.Single(match => match.Id == Id("M:S.A.Part")).Way);
    }

    [Fact]
    public void New_code_is_like_the_most_similar_of_before_though_that_has_a_counterpart()
    {
        var report = ModelMatcher.Match(
            [Method("M:S.A.Order", Code(1)), Method("M:S.A.Other", Edited(Code(1), 24))],
            [Method("M:S.A.Order", Code(1)), Method("M:S.A.Other", Edited(Code(1), 24)), Method("M:S.C.Rank", Edited(Code(1), 8))]);
        var match = report.Matches.Single(match => match.Id == Id("M:S.C.Rank"));

        Assert.Equal((MatchWay.Like, Id("M:S.A.Order")), (match.Way, match.OldId));
        Assert.Equal(Code(1).Similarity(Edited(Code(1), 8)), match.Score);
    }

    [Fact]
    public void Short_code_is_like_nothing() =>
        Assert.Equal(MatchWay.None, ModelMatcher.Match([Method("M:S.A.X", Code(1, 7))], [Method("M:S.A.X", Code(1, 7)), Method("M:S.B.Y", Code(1, 7))]).Matches.Single(match => match.Id == Id("M:S.B.Y")).Way);

    [Fact]
    public void An_id_that_comes_twice_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ModelMatcher.Match([Method("M:A.B"), Method("M:A.B")], []));
        Assert.Throws<ArgumentException>(() => ModelMatcher.Match([], [Method("M:A.B"), Method("M:A.B")]));
    }

    [Fact]
    public void People_read_what_became_of_which()
    {
        var report = ModelMatcher.Match(
            [Method("M:S.Search.Find", Code(1)), Method("M:S.Search.Order", Code(2)), Method("M:S.Old.Gone", Code(3))],
            [Method("M:S.Index.Find", Code(1)), Method("M:S.Search.Order", Code(2)), Method("M:S.Search.Rank", Edited(Code(2), 8)), Method("M:S.Search.New", Code(5))]);

        Assert.Equal(
            "4 methods: 1 by id, 1 by code (Search.Find -> Index.Find 1.00), 1 new, like others (Search.Rank is like Search.Order 0.73), 1 new; 1 of the model are gone", report.ToString());
        Assert.Equal("0 methods: 0 by id", ModelMatcher.Match([], []).ToString());
    }

    private static MethodMatch Only(MatchMethod before, MatchMethod now) => ModelMatcher.Match([before], [now]).Matches.Single();
}
