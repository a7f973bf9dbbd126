using System.Collections.Immutable;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Tests;

public class EquatableArrayTests
{
    [Fact]
    public void Equal_content_is_equal()
    {
        var one = new EquatableArray<string>(["a", "b"]);
        var two = new[] { "a", "b" }.ToEquatableArray();
        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b", "a")]
    [InlineData("a", "b", "c")]
    public void Other_content_or_order_is_not(params string[] other) =>
        Assert.False(new EquatableArray<string>(["a", "b"]).Equals(new EquatableArray<string>([.. other])));

    [Fact]
    public void Default_is_empty()
    {
        Assert.Equal(EquatableArray<int>.Empty, default);
        Assert.Equal(default, new EquatableArray<int>(default(ImmutableArray<int>)));
        Assert.Empty(default(EquatableArray<int>));
    }
}
