using ShadowGen.Shared;

namespace ShadowGen.Analyzers.Tests;

public sealed class NamespacePatternTests
{
    [Theory]
    [InlineData("Shop", "Shop", true)]
    [InlineData("Shop", "shop", false)]
    [InlineData("Shop", "Shop.Orders", false)]
    [InlineData("Shop", "Shopping", false)]
    [InlineData("Shopping", "Shop", false)]
    [InlineData("Shop", "", false)]
    [InlineData("Shop.Orders", "Shop.Orders", true)]
    [InlineData("Shop.Orders", "Shop", false)]
    [InlineData("Shop.Orders", "Shop.Orderz", false)]
    [InlineData("*", "Shop", true)]
    [InlineData("*", "", false)]
    [InlineData("*", "Shop.Orders", false)]
    [InlineData("Shop.*", "Shop.Orders", true)]
    [InlineData("Shop.*", "Shop", false)]
    [InlineData("Shop.*", "Shop.Orders.Api", false)]
    [InlineData("Shop.*.Api", "Shop.Orders.Api", true)]
    [InlineData("Shop.*.Api", "Shop.Orders.Web", false)]
    [InlineData("Shop.**", "Shop", true)]
    [InlineData("Shop.**", "Shop.Orders", true)]
    [InlineData("Shop.**", "Shop.Orders.Api", true)]
    [InlineData("Shop.**", "Shopping", false)]
    [InlineData("Shop.**", "", false)]
    [InlineData("*.**", "Shop.Orders", true)]
    [InlineData("*.**", "", false)]
    [InlineData("**", "", true)]
    [InlineData("**", "Shop.Orders", true)]
    [InlineData("Größe._x1", "Größe._x1", true)]
    public void Matches(string pattern, string ns, bool expected)
    {
        Assert.True(NamespacePattern.TryParse(pattern, out var parsed, out var error), error);
        Assert.Equal(expected, parsed.Matches(ns));
    }

    [Theory]
    [InlineData(null, "\"Shop.Orders\"")]
    [InlineData("", "\"**\"")]
    [InlineData("  ", "\"**\"")]
    [InlineData(" Shop.Orders", "Write \"Shop.Orders\".")]
    [InlineData("global::Shop.Orders", "Write \"Shop.Orders\".")]
    [InlineData(".Shop", "Write \"Shop\".")]
    [InlineData("Shop.", "Write \"Shop\".")]
    [InlineData("Shop..Orders", "Write \"Shop.Orders\".")]
    [InlineData(".", "Write a namespace such as")]
    [InlineData("**.Orders", "Write \"**\".")]
    [InlineData("Shop.**.Api", "Write \"Shop.**\".")]
    [InlineData("Shop.Ord*", "Write \"Shop.*\".")]
    [InlineData("Shop.***", "Write \"Shop.*\".")]
    [InlineData("@event.Shop", "Write \"event.Shop\".")]
    [InlineData("Shop/Orders", "'Shop/Orders' is not a C# identifier")]
    [InlineData("Shop.1st", "'1st' is not a C# identifier")]
    public void A_fault_says_what_to_write_instead(string? pattern, string advice)
    {
        Assert.False(NamespacePattern.TryParse(pattern, out var parsed, out var error));
        Assert.Contains(advice, error, StringComparison.Ordinal);
        Assert.False(parsed.Matches("Shop.Orders"));
    }

    [Fact]
    public void Equal_text_is_an_equal_pattern()
    {
        var one = Parse("Shop.*");
        var other = Parse("Shop.*");
        var different = Parse("Shop");

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, different);
        Assert.Equal("Shop.*", one.ToString());
    }

    [Fact]
    public void Matching_does_not_allocate()
    {
        var pattern = Parse("Shop.*.**");
        var matched = pattern.Matches("Shop.Orders.Api");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            matched &= pattern.Matches("Shop.Orders.Api");
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(matched);
    }

    private static NamespacePattern Parse(string text)
    {
        Assert.True(NamespacePattern.TryParse(text, out var pattern, out var error), error);
        return pattern;
    }
}
