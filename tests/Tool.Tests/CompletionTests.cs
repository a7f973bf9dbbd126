using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary>Completion scripts, and the directive that they ask.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("bash", "complete -F")]
    [InlineData("zsh", "compdef")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Scripts(string shell, string words)
    {
        var run = await ToolRun.OfAsync("completion", shell);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(words, run.Output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dotnet-shadowgen re", "report")]
    [InlineData("dotnet-shadowgen diff a b --fa", "--fail-if")]
    [InlineData("dotnet-shadowgen report --by al", "allocated")]
    public async Task The_tool_says_what_comes_next(string line, string suggestion)
    {
        var run = await ToolRun.OfAsync($"[suggest:{line.Length}]", line);

        Assert.Contains(suggestion, run.Output.Split('\n'));
    }
}
