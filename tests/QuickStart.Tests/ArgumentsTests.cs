namespace ShadowGen.QuickStart.Tests;

public sealed class ArgumentsTests
{
    [Fact]
    public void Defaults() => Assert.Equal(new Arguments(null, Arguments.DefaultQueries, IsHelp: false), Parse());

    [Fact]
    public void All_together() => Assert.Equal(new Arguments("src", 7, IsHelp: true, "traces"), Parse("--queries", "7", "src", "--record", "traces", "--help"));

    [Theory]
    [InlineData("--querys")]
    [InlineData("--record")]
    [InlineData("--record", "--help")]
    [InlineData("--queries")]
    [InlineData("--queries", "-1")]
    [InlineData("--queries", "many")]
    [InlineData("--queries", "1000001")]
    [InlineData("a", "b")]
    public void Mistakes_are_named(params string[] args)
    {
        Assert.False(Arguments.TryParse(args, out _, out var problem));
        Assert.Contains(args[0], problem, StringComparison.Ordinal);
    }

    private static Arguments Parse(params string[] args)
    {
        Assert.True(Arguments.TryParse(args, out var arguments, out var problem), problem);
        return arguments;
    }
}
