using ShadowGen.Codebases.Running;
using ShadowGen.TestSupport;

namespace ShadowGen.Codebases.Tests;

public sealed class CommandTests
{
    [Fact]
    public void Output_and_exit_code_are_kept()
    {
        using var folder = new TemporaryFolder("command");

        var result = Command.Run("dotnet", ["no-such-command-of-dotnet"], folder.Root, new Dictionary<string, string>(), folder.PathOf("log"), TimeSpan.FromMinutes(2));

        Assert.False(result.Succeeded);
        Assert.False(result.TimedOut);
        Assert.Contains("no-such-command-of-dotnet", File.ReadAllText(result.Log), StringComparison.Ordinal);
    }

    [Fact]
    public void What_hangs_is_ended_and_said_to_have_hung()
    {
        using var folder = new TemporaryFolder("command");
        string[] wait = OperatingSystem.IsWindows() ? ["cmd", "/c", "pause"] : ["sleep", "600"];

        var result = Command.Run(wait[0], wait[1..], folder.Root, new Dictionary<string, string>(), folder.PathOf("log"), TimeSpan.FromMilliseconds(200));

        Assert.True(result.TimedOut);
        Assert.False(result.Succeeded);
        Assert.Contains("killed after", File.ReadAllText(result.Log), StringComparison.Ordinal);
    }
}
