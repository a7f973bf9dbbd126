using ShadowGen.TestSupport;
using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary>Wrong usage and unreadable input end with 2, and say what to do.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("there is no model 'missing.shadow'", "report", "missing.shadow")]
    [InlineData("is a folder", "report", ".")]
    [InlineData("--top is 0: it must be 1 or more", "report", "quickstart.shadow", "--top", "0")]
    [InlineData("'wrong'", "report", "quickstart.shadow", "--by", "wrong")]
    [InlineData("'dotnet shadowgen report --help'", "report", "--unknown", "x", "y")]
    [InlineData("'dotnet shadowgen --help'", "unknown")]
    public async Task Wrong_usage(string words, params string[] arguments)
    {
        var run = await ToolRun.OfAsync(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.All(run.Error.TrimEnd().Split('\n'), line => Assert.StartsWith("shadowgen: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_model_is_named_with_the_line_at_fault()
    {
        using var folder = new TemporaryFolder("tool");
        folder.Write("bad.shadow", "shadowgen-model 1\nmethod what\n");

        var run = await ToolRun.InAsync(folder.Root, "report", "bad.shadow");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("bad.shadow(2)", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Root, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_no_error()
    {
        var run = await ToolRun.OfAsync("report", "--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("dotnet shadowgen report [<model>] [options]", run.Output, StringComparison.Ordinal);
        Assert.Contains("--exclusive", run.Output, StringComparison.Ordinal);
    }
}
