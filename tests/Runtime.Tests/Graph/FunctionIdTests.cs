using ShadowGen.Graph;

namespace ShadowGen.Tests.Graph;

public class FunctionIdTests
{
    // printf 'Shop|M:Shop.Orders.Price(System.Int32)' | sha256sum | head -c 16
    [Fact]
    public void An_id_is_the_head_of_a_SHA256() =>
        Assert.Equal("54575f949ecfb220", FunctionId.Create("Shop", "M:Shop.Orders.Price(System.Int32)").ToString());

    [Fact]
    public void What_is_written_can_be_read()
    {
        Assert.True(FunctionId.TryParse("00000000000000aa", out var id));
        Assert.Equal(new FunctionId(0xaa), id);
        Assert.Equal("00000000000000aa", id.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("aa")]
    [InlineData("00000000000000zz")]
    [InlineData("00000000000000aa0")]
    [InlineData(" 0000000000000aa")]
    public void Anything_else_is_refused(string text) => Assert.False(FunctionId.TryParse(text, out _));

    [Theory]
    [InlineData("M:Shop.Orders.Price(System.Int32)", "Shop.Orders.Price")]
    [InlineData("M:Shop.Box`1.Map``2(System.Func{`0,``1})", "Shop.Box.Map")]
    [InlineData("M:Shop.Box`1.Item`1.Get", "Shop.Box.Item.Get")]
    [InlineData("M:Shop.Money.op_Explicit(Shop.Money)~System.Int32", "Shop.Money.op_Explicit")]
    [InlineData("M:Shop.Orders.Shop#IOrders#Price", "Shop.Orders.Shop.IOrders.Price")]
    [InlineData("M:Shop.Orders.#ctor", "Shop.Orders..ctor")]
    [InlineData("x", "x")]
    [InlineData("", "")]
    public void A_documentation_id_has_a_name(string id, string name) => Assert.Equal(name, DocumentationId.ToName(id));
}
