using ShadowGen.Build.Diagrams;
using ShadowGen.Shared.Graph;

namespace ShadowGen.Build.Tests.Diagrams;

/// <summary>Documentation ids as a person reads them.</summary>
public sealed class MethodNameTests
{
    [Theory]
    [InlineData("M:Shop.Orders.Cart.Add(System.Int32)", "Shop.Orders|Cart|Add|(int)")]
    [InlineData("M:Shop.Cart`1.Add``1(`0,``0)", "Shop|Cart<T>|Add<T>|(T0, T0)")]
    [InlineData("M:Shop.Map`2.#ctor", "Shop|Map<T1, T2>|constructor|()")]
    [InlineData("M:Shop.Map.#cctor", "Shop|Map|static constructor|()")]
    [InlineData("M:Shop.Cart.System#Collections#Generic#IList{System#String}#get_Item(System.Int32)", "Shop|Cart|IList<System.String>.get_Item|(int)")]
    [InlineData("M:Shop.Cart.get_Total", "Shop|Cart|Total.get|()")]
    [InlineData("M:Shop.Cart.op_Addition(Shop.Cart,Shop.Cart)~Shop.Cart", "Shop|Cart|operator Addition|(Cart, Cart)")]
    [InlineData("M:Shop.A.M(System.Collections.Generic.Dictionary{System.String,System.Nullable{System.Int32}}@,System.Byte[0:,0:],System.Char*)", "Shop|A|M|(ref Dictionary<string, int?>, byte[,], char*)")]
    [InlineData("M:Shop.A.M(System.ValueTuple{System.Int32,Shop.B})", "Shop|A|M|((int, B))")]
    [InlineData("M:Program.<Main>$(System.String[])", "|Program|<Main>$|(string[])")]
    [InlineData("M:Lonely", "||Lonely|()")]
    [InlineData("flow:Checkout of carts", "||flow Checkout of carts|")]
    public void Names_are_in_parts(string docId, string expected)
    {
        var node = Assert.Single(StaticGraph.Of([Skeletons.Of([docId])]).Nodes);
        var name = MethodName.Of(node, new HashSet<string>());
        Assert.Equal(expected, $"{name.Namespace}|{name.Type}|{name.Name}|{name.Parameters}");
    }

    [Fact]
    public void The_assembly_tells_a_namespace_from_an_outer_type()
    {
        var node = Assert.Single(StaticGraph.Of([Skeletons.Of(["M:Shop.Orders.Cart.Line.Add"])]).Nodes);

        Assert.Equal(("Shop.Orders.Cart", "Line"), Parts([]));
        Assert.Equal(("Shop.Orders", "Cart.Line"), Parts(["Shop", "Shop.Orders"]));

        (string, string) Parts(HashSet<string> namespaces) => (MethodName.Of(node, namespaces).Namespace, MethodName.Of(node, namespaces).Type);
    }

    [Fact]
    public void Parameters_are_in_a_label_where_there_are_overloads()
    {
        var graph = Skeletons.Graph(Skeletons.Of(["M:A.B.One(System.Int32)", "M:A.B.Two(System.Int32)", "M:A.B.Two(System.String)"]));
        Assert.Equal(["One", "Two(int)", "Two(string)"], graph.Graph.Nodes.Select(graph.LabelOf));
    }
}
