using System.Text;
using System.Text.RegularExpressions;
using ShadowGen.TestSupport;
using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary>What docs/tool.md shows is what the tool prints. SHADOWGEN_ACCEPT=1 writes it anew.</summary>
public sealed partial class DocsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("docs");

    private static readonly string Page = Repository.PathOf("docs", "tool.md");

    /// <summary>What commands of the page read is where they are run.</summary>
    public DocsTests()
    {
        var trace = Repository.PathOf("bench", "Prediction.Benchmarks", "Traces", "logreport");
        var quickStart = Repository.PathOf("samples", "QuickStart", "bin", Repository.Configuration, "net10.0", "ShadowGen.QuickStart.dll");
        Directory.CreateDirectory(_folder.PathOf("logreport"));
        foreach (var file in Directory.GetFiles(ToolRun.DataFolder).Append(quickStart)) File.Copy(file, _folder.PathOf(Path.GetFileName(file)));
        foreach (var file in Directory.GetFiles(trace)) File.Copy(file, _folder.PathOf("logreport", Path.GetFileName(file)));
    }

    [Fact]
    public async Task Each_output_in_the_docs_is_the_tools()
    {
        var text = await File.ReadAllTextAsync(Page);
        var renewed = new StringBuilder();
        var at = 0;
        foreach (Match block in Block().Matches(text))
        {
            renewed.Append(text, at, block.Index - at).Append(block.Groups["head"].Value).Append(await ShownAsync(block.Groups["command"].Value, block.Groups["language"].Value == "console")).Append("```\n");
            at = block.Index + block.Length;
        }
        renewed.Append(text, at, text.Length - at);

        Assert.True(at > 0, "the page has no output to hold");
        if (Environment.GetEnvironmentVariable("SHADOWGEN_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(Page, renewed.ToString());
            return;
        }
        Assert.True(renewed.ToString() == text, "What the tool prints has changed: SHADOWGEN_ACCEPT=1 dotnet test tests/Tool.Tests -c Release");
    }

    [Fact]
    public async Task Each_verb_is_in_the_docs()
    {
        var help = (await ToolRun.OfAsync("--help")).Output;
        var text = await File.ReadAllTextAsync(Page);
        var verbs = Verb().Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value).ToList();

        Assert.True(verbs.Count > 8);
        Assert.All(verbs, verb => Assert.Contains($"[`{verb}`](#", text, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> ShownAsync(string command, bool hasPrompt)
    {
        var run = await ToolRun.InAsync(_folder.Root, [.. Argument().Matches(command).Select(match => match.Value.Trim('"'))]);
        var prompt = hasPrompt ? $"$ dotnet shadowgen {command}\n" : "";
        return prompt + run.Output + (hasPrompt ? run.Error : "") + (hasPrompt && run.ExitCode != 0 ? $"$ echo $?\n{run.ExitCode}\n" : "");
    }

    [GeneratedRegex("(?<head><!-- tool: (?<command>[^\n]*) -->\n```(?<language>[a-z]*)\n)(?<shown>.*?)```\n", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Argument();

    [GeneratedRegex("^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex Verb();
}
