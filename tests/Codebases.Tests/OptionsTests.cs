namespace ShadowGen.Codebases.Tests;

public sealed class OptionsTests
{
    private static readonly string Here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    [Fact]
    public void Every_option_of_the_help_is_understood()
    {
        var names = Options.Help.Split('\n').Select(line => line.Trim().Split(' ')).Where(words => words[0].StartsWith("--", StringComparison.Ordinal)).ToList();

        var options = Options.Parse([Here, .. names.SelectMany(words => words[1].Length > 0 ? [words[0], ValueFor(words[1])] : new[] { words[0] })]);

        Assert.Equal(14, names.Count);
        Assert.True(options.Trace);
        Assert.Equal(Path.GetFullPath("7"), options.Frames);
        Assert.Equal((7, 7, 7), (options.Repeats, options.BuildRepeats, options.MinimumSize));
        Assert.Equal(["A=b"], options.Properties);
        Assert.Equal(TimeSpan.FromMinutes(7), options.Timeout);
    }

    private static string ValueFor(string kind) => kind switch
    {
        "NAME=VALUE" => "A=b",
        "DIRECTORY" => Path.GetTempPath(),
        _ => "7",
    };

    [Theory]
    [InlineData("'--traec' is no option", "--traec")]
    [InlineData("'--target' needs a value", "--target")]
    [InlineData("--repeats needs a whole number of 2 or more, not '1'", "--repeats", "1")]
    [InlineData("--property needs NAME=VALUE, not 'x'", "--property", "x")]
    public void A_mistake_is_named(string message, params string[] arguments)
    {
        var exception = Assert.Throws<StudyException>(() => Options.Parse([Here, .. arguments]));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, exception.ExitCode);
    }

    [Fact]
    public void Copies_may_not_lie_inside_of_what_they_copy() =>
        Assert.Contains("inside of the codebase", Assert.Throws<StudyException>(() => Options.Parse([Here, "--work", Path.Combine(Here, "x")])).Message, StringComparison.Ordinal);
}
