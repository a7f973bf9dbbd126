using ShadowGen.TestSupport;

namespace ShadowGen.Diagrams.Browser.Tests;

/// <summary>The Mermaid text that docs/diagrams.md shows is the one that QuickStart's build writes.</summary>
public sealed class DocsTests
{
    private const string Open = "```mermaid\n";
    private const string Close = "```\n";

    [Fact]
    public void Mermaid_in_the_docs_is_that_of_QuickStart()
    {
        var page = Repository.PathOf("docs", "diagrams.md");
        var text = File.ReadAllText(page);
        var built = File.ReadAllText(Repository.PathOf("samples", "QuickStart", "obj", Repository.Configuration, "net10.0", "ShadowGen", "callgraph.mmd"));
        var start = text.IndexOf(Open, StringComparison.Ordinal) + Open.Length;
        var end = text.IndexOf(Close, start, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("SHADOWGEN_ACCEPT") == "1")
        {
            File.WriteAllText(page, text[..start] + built + text[end..]);
            return;
        }

        Assert.True(text[start..end] == built, "QuickStart's call graph has changed: SHADOWGEN_ACCEPT=1 dotnet test tests/Diagrams.Browser.Tests -c Release");
    }
}
