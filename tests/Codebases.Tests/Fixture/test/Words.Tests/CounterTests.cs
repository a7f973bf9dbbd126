using System;
using System.Threading.Tasks;
using Words;
using Xunit;

public class CounterTests
{
    [Theory]
    [InlineData("a b a", "a", 2)]
    [InlineData("One, two. ONE!", "one", 2)]
    [InlineData("", "x", 0)]
    public void Counts(string text, string word, int expected)
    {
        var counter = new Counter();
        counter.Read(text);
        Assert.Equal(expected, counter.Of(word));
    }

    [Fact]
    public async Task CountsLater()
    {
        var counter = new Counter();
        await counter.ReadAsync("x y z");
        Assert.Equal(3, counter.Total);
    }

    [Fact]
    public void FailsBothWays() => Assert.Equal(1, Two());

    [Fact(Skip = "on purpose")]
    public void Skipped() => throw new NotSupportedException();

    private static int Two() => 2;
}
