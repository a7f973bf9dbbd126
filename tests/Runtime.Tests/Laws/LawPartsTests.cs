using System.Runtime.Intrinsics;
using ShadowGen.Laws;

namespace ShadowGen.Tests.Laws;

public sealed class LawPartsTests
{
    private static readonly Vector128<float> All = Vector128.Create(-1).AsSingle();

    [Fact]
    public void Exponentials_are_right_to_six_digits()
    {
        for (var x = -79.5; x < 79.5; x += 0.0371)
            Assert.InRange(Lanes.Exp(Vector128.Create((float)x))[2] / Math.Exp((float)x), 1 - 2e-6, 1 + 2e-6);
        Assert.True(float.IsFinite(Lanes.Exp(Vector128.Create(1e30f))[0]));
        Assert.Equal(0, Lanes.Exp(Vector128.Create(float.NegativeInfinity))[0], 1e-30f);
    }

    [Fact]
    public void Shapes_know_sizes_from_codes()
    {
        var shape = LawShape.Of(3, 0b010);

        Assert.Equal([0, 2], shape.Sizes);
        Assert.Equal((3, 0b010, LawShape.MaxCells), (shape.Features, shape.Codes, shape.Cells));
        Assert.Equal(1, LawShape.Of(2, 0).Cells);
        Assert.Same(shape, LawShape.Of(3, 0b010));
        Assert.Equal(new GrowthTerm(GrowthForm.One, 0), LawShape.Of(1, 1).Terms.Single());
    }

    [Fact]
    public void Terms_are_the_products_of_their_forms()
    {
        var shape = LawShape.Of(2, 0);
        ArgumentPoint.Read(shape, [2048, 512], out var point);
        var terms = new Vector128<float>[shape.Terms.Length];
        point.Terms(shape, terms);

        Assert.Equal(1, Term(new(GrowthForm.One, 0)));
        Assert.Equal(2, Term(new(GrowthForm.Linear, 0)), 1e-5f);
        Assert.Equal(0.25f, Term(new(GrowthForm.Square, 1)), 1e-5f);
        Assert.Equal((float)Math.Sqrt(0.5), Term(new(GrowthForm.Root, 1)), 1e-5f);
        Assert.Equal((float)(2 * Math.Log2(2049)), Term(new(GrowthForm.LinearLog, 0)), 1e-4f);
        Assert.Equal(1, Term(new(GrowthForm.Linear, 0, GrowthForm.Linear, 1)), 1e-5f);

        float Term(GrowthTerm term) => terms[Array.IndexOf(shape.Terms, term)][3];
    }

    [Fact]
    public void Points_tell_codes_apart_and_are_near_within_a_quarter_of_an_octave()
    {
        var shape = LawShape.Of(2, 0b10);

        Assert.NotEqual(Point(1000, 0).Codes, Point(1000, 1).Codes);
        Assert.Equal(Point(1000, 1).Codes, Point(77, 1).Codes);
        Assert.Equal(Point(1000, 1).Near, Point(1010, 1).Near);
        Assert.NotEqual(Point(1000, 1).Near, Point(1300, 1).Near);
        Assert.NotEqual(Point(1000, 1).Near, Point(1000, 0).Near);
        Assert.NotEqual(ArgumentPoint.Exact(shape, [1000, 1]), ArgumentPoint.Exact(shape, [1001, 1]));
        Assert.Equal(ArgumentPoint.Exact(shape, [1000, 1]), ArgumentPoint.Exact(shape, [1000, 1, 5]));

        ArgumentPoint Point(long size, long code)
        {
            ArgumentPoint.Read(shape, [size, code], out var point);
            return point;
        }
    }

    [Fact]
    public void A_memory_holds_the_mean_of_what_came()
    {
        var memory = new ArgumentMemory(32);
        foreach (var value in (float[])[1, 2, 6]) memory.Learn(0x1234_5679, Vector128.Create(value), All, Vector128.Create(100f));

        Assert.Equal(3, memory[memory.Find(0x1234_5679)][0], 1e-5f);
        Assert.Equal(3, memory.CountAt(memory.Find(0x1234_5679)));
        Assert.Equal(-1, memory.Find(0x1234_567B));
    }

    [Fact]
    public void A_memory_that_is_full_forgets_what_is_asked_for_least()
    {
        var memory = new ArgumentMemory(8);
        for (var i = 0; i < 20; i++) memory.Learn(0x1000_0001, Vector128.Create(7f), All, Vector128.Create(1f));
        for (var i = 0u; i < 30; i++) memory.Learn(0x2000_0001 + (i << 4), Vector128.Create(1f), All, Vector128.Create(1f));

        Assert.Equal(7, memory[memory.Find(0x1000_0001)][0]);
        Assert.True(Enumerable.Range(0, 30).Count(i => memory.Find(0x2000_0001 + ((uint)i << 4)) >= 0) <= 3);
    }

    [Fact]
    public void A_key_gets_a_place_once_it_was_asked_for_more_often_than_one_in_use()
    {
        var memory = new ArgumentMemory(8);
        for (var i = 0; i < 12; i++) memory.Learn(0x1000_0001 + ((uint)(i % 4) << 8), Vector128.Create(7f), All, Vector128.Create(1f));
        var asked = 0;
        while (memory.Find(0x2000_0001) < 0)
        {
            memory.Learn(0x2000_0001, Vector128.Create(1f), All, Vector128.Create(1f));
            asked++;
        }

        // Each of the four was used three times; each refusal ages the least used.
        Assert.Equal((4, 3), (asked, memory.Refused));
    }

    [Fact]
    public void A_memory_that_doubles_holds_what_it_held()
    {
        var memory = new ArgumentMemory(8);
        uint[] keys = [.. Enumerable.Range(0, 8).Select(i => ((uint)i << 29) | 1)];
        foreach (var key in keys) memory.Learn(key, Vector128.Create((float)(key >> 29)), All, Vector128.Create(1f));
        var doubled = memory.Doubled();

        Assert.Equal(16, doubled.Places);
        foreach (var key in keys) Assert.Equal(key >> 29, doubled[doubled.Find(key)][0]);
    }

    [Fact]
    public void A_slope_is_told_where_the_growing_part_is_most_of_the_cost_and_sizes_are_large()
    {
        var slope = new GrowthSlope();
        for (var i = 0; i < 100; i++)
        {
            Add(10 + (i % 3), share: 1, exponent: 2);
            Add(10 + (i % 3), share: 0.1f, exponent: 1);
            Add(3 + (i % 3), share: 1, exponent: 0.5f);
        }

        Assert.Equal(2, slope.Read().Exponent[0], 0.03);

        void Add(float log, float share, float exponent) =>
            slope.Add(log, Vector128.Create(share), Vector128.Create(exponent), Vector128<float>.Zero, Vector128<float>.One, Vector128<float>.One);
    }

    [Fact]
    public void Trust_goes_to_what_was_nearer()
    {
        var trust = new Trust();
        Assert.Equal(Vector128<float>.Zero, trust.Weight);
        for (var i = 0; i < 50; i++)
            trust.Learn(Vector128.Create(0.1f, 0.2f, 0.1f, 0.1f), Vector128.Create(0.2f, 0.1f, 0.1f, 0.2f), Vector128.Create(1f), Vector128.Create(-1, -1, -1, 0).AsSingle(), 1);

        Assert.True(trust.Weight[0] > 0.99);
        Assert.True(trust.Weight[1] < 0.01);
        Assert.Equal(0.37, trust.Weight[2], 0.03); // as near: the other one counts more
        Assert.Equal(0, trust.Weight[3]);
    }

    [Fact]
    public void The_last_errors_tell_a_change_when_all_but_one_are_of_a_sign()
    {
        var recent = new RecentErrors();
        foreach (var error in (float[])[9, -5, 8, -6, 7, -7, 6, -8]) recent.Add(Vector128.Create(error));
        Assert.Equal((Vector128<float>.Zero, Vector128<float>.Zero), recent.Read());

        foreach (var error in (float[])[3, 2, 5, 4, 9, 6]) recent.Add(Vector128.Create(error));
        // Now 3, 2, 5, 4, 9, 6, 6, -8.
        Assert.Equal((2, 4), (recent.Read().AllButOne[1], recent.Read().Middle[1]));

        recent.Shift(Vector128.Create(3f));
        Assert.Equal((0, 1), (recent.Read().AllButOne[1], recent.Read().Middle[1]));

        for (var i = 0; i < 7; i++) recent.Add(Vector128.Create(-1f - i));
        Assert.Equal((-1, -3), (recent.Read().AllButOne[2], recent.Read().Middle[2]));
    }
}
