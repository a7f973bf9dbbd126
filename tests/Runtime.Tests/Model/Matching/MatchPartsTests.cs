using ShadowGen.Model;
using static ShadowGen.Tests.Model.Matching.MatchPrograms;

namespace ShadowGen.Tests.Model.Matching;

public class MatchPartsTests
{
    [Theory]
    [InlineData("M:Shop.Orders.Price(System.Int32,Shop.Order)", 'M', "Shop", "Orders", "Price", "Int32|Order")]
    [InlineData("M:Shop.Box`1.Item.Load``1(System.Func{``0,System.Int32},System.String[0:,0:])", 'M', "Shop.Box`1", "Item", "Load", "Func{``0,Int32}|String[0:,0:]")]
    [InlineData("M:Orders.#ctor", 'C', "", "Orders", "#ctor", "")]
    [InlineData("M:Orders.#ctor(System.Collections.Generic.Dictionary{System.String,Shop.Order}@)", 'C', "", "Orders", "#ctor", "Dictionary{String,Order}@")]
    [InlineData("P:Shop.Orders.Item(System.Int32)", 'P', "Shop", "Orders", "Item", "Int32")]
    [InlineData("M:Shop.A.Shop#IStore#Load(System.String)", 'M', "Shop", "A", "Shop#IStore#Load", "String")]
    [InlineData("M:Shop.A.op_Implicit(Shop.A)~System.Int32", 'M', "Shop", "A", "op_Implicit", "A")]
    [InlineData("M:Main", 'M', "", "", "Main", "")]
    [InlineData("M:S.A.F((", 'M', "S", "A", "F", "")]
    [InlineData("0123456789abcdef", '\0', "", "", "", "")]
    [InlineData("", '\0', "", "", "", "")]
    public void Names_are_read_from_ids(string id, char kind, string space, string type, string name, string parameters)
    {
        var names = MethodNames.Of(id);

        Assert.Equal((kind, space, type, name, parameters), (names.Kind, names.Namespace, names.Type, names.Name, string.Join('|', names.Parameters)));
        Assert.Equal(kind != '\0', names.AreKnown);
    }

    [Theory]
    [InlineData("", "", 1)]
    [InlineData("A|B", "B|A", 1)]
    [InlineData("A|B", "A", 2.0 / 3)]
    [InlineData("A", "", 0)]
    [InlineData("A|A", "A|B", 0.5)]
    [InlineData("Old", "New", 1)]
    public void Parameters_have_types_in_common(string old, string current, double shared) =>
        Assert.Equal(shared, MethodNames.Shared(old.Split('|', StringSplitOptions.RemoveEmptyEntries), current.Split('|', StringSplitOptions.RemoveEmptyEntries), type => type == "Old" ? "New" : type), 12);

    [Fact]
    public void Similar_code_is_found_once_and_what_is_not_is_not()
    {
        var index = new PrintIndex();
        for (var i = 0; i < 1_000; i++) index.Add(i, Code(i));
        var (found, missed) = (new List<(int Method, double Similarity)>(), 0);
        for (var i = 0; i < 1_000; i++)
        {
            found.Clear();
            var print = Edited(Code(i), 12);
            index.Find(print, 0.5, found);
            if (!found.Contains((i, print.Similarity(Code(i))))) missed++;
            Assert.Equal(found.Count, found.Select(one => one.Method).Distinct().Count());
            Assert.All(found, one => Assert.True(one.Similarity >= 0.5));
        }

        // Twelve other hashes leave ten bands of sixteen whole: none is missed.
        Assert.Equal(0, missed);
        Assert.InRange(index.Comparisons, 1_000 * 10, 1_000 * 120);
    }

    [Fact]
    public void Of_a_bucket_that_is_full_those_that_came_first_are_compared()
    {
        var index = new PrintIndex();
        for (var i = 0; i < 1_000; i++) index.Add(i, Code(1));
        var found = new List<(int Method, double Similarity)>();
        index.Find(Code(1), 0.5, found);

        Assert.Equal(Enumerable.Range(0, PrintIndex.MostOfBucket), found.Select(one => one.Method));
    }

    [Fact]
    public void A_type_is_called_what_most_of_its_methods_say()
    {
        var before = new MatchSide([Method("M:S.A.One"), Method("M:S.A.Two"), Method("M:S.A.Three")]);
        var now = new MatchSide([Method("M:S.B.One"), Method("M:S.C.Two"), Method("M:S.C.Three")]);
        var state = new MatchState(before, now);

        Assert.Equal("S.A", state.Renamed("S.A"));
        state.Add(before.IndexOf(Id("M:S.A.One")), now.IndexOf(Id("M:S.B.One")));
        Assert.Equal("S.B", state.Renamed("S.A"));
        state.Add(before.IndexOf(Id("M:S.A.Two")), now.IndexOf(Id("M:S.C.Two")));
        state.Add(before.IndexOf(Id("M:S.A.Three")), now.IndexOf(Id("M:S.C.Three")));
        Assert.Equal("S.C", state.Renamed("S.A"));
        Assert.Equal("C", state.Renamed("A"));
    }
}
