using ShadowGen.TestSupport;
using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary><c>merge</c> counts each run once, in any order.</summary>
public sealed class MergeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("merge");

    public MergeTests()
    {
        foreach (var model in new[] { "quickstart.shadow", "quickstart-changed.shadow" }) File.Copy(Path.Combine(ToolRun.DataFolder, model), _folder.PathOf(model));
    }

    [Fact]
    public async Task Order_and_repetition_do_not_matter()
    {
        var one = await ToolRun.InAsync(_folder.Root, "merge", "quickstart.shadow", "quickstart-changed.shadow", "-o", "new/one.shadow");
        var two = await ToolRun.InAsync(_folder.Root, "merge", "quickstart-changed.shadow", "new/one.shadow", "quickstart.shadow", "quickstart.shadow", "-o", "two.shadow");

        Assert.Equal((0, ""), (one.ExitCode, one.Error));
        Assert.StartsWith("new/one.shadow: 2 runs in 2 parts, ", one.Output, StringComparison.Ordinal);
        Assert.Equal(0, two.ExitCode);
        Assert.Equal(File.ReadAllText(_folder.PathOf("new/one.shadow")), File.ReadAllText(_folder.PathOf("two.shadow")));
    }

    [Fact]
    public async Task Older_runs_are_added_up()
    {
        var run = await ToolRun.InAsync(_folder.Root, "merge", "quickstart.shadow", "quickstart-changed.shadow", "-o", "out.shadow", "--keep", "0");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("out.shadow: 2 runs in 1 part, ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is a folder", "quickstart.shadow", "-o", ".")]
    [InlineData("there is no model 'missing'", "missing", "-o", "x")]
    [InlineData("'--output' is required", "quickstart.shadow")]
    public async Task Wrong_usage(string words, params string[] arguments)
    {
        var run = await ToolRun.InAsync(_folder.Root, ["merge", .. arguments]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
