using System.Text;
using System.Text.RegularExpressions;
using ShadowGen.TestSupport;
using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary>What docs/tool.md shows is what the tool prints. SHADOWGEN_ACCEPT=1 writes it anew.</summary>
public sealed partial class DocsTests
{
    private static readonly string Page = Repository.PathOf("docs", "tool.md");

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

    private static async Task<string> ShownAsync(string command, bool hasPrompt)
    {
        var run = await ToolRun.OfAsync([.. Argument().Matches(command).Select(match => match.Value.Trim('"'))]);
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
