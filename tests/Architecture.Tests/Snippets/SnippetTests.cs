using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using ShadowGen.Architecture.Tests.Support;
using ShadowGen.TestSupport;

namespace ShadowGen.Architecture.Tests.Snippets;

/// <summary>What README and docs show is so.</summary>
public sealed partial class SnippetTests
{
    [Fact]
    public async Task CSharp_compiles_and_rules_are_silent_unless_expected()
    {
        var findings = new List<string>();
        foreach (var snippet in Snippet.All("csharp").Where(s => !s.IsSkipped))
        {
            findings.AddRange(await SnippetCompiler.CheckAsync(snippet));
        }

        Findings.MustBeNone(findings);
    }

    [Fact]
    public void Xml_is_well_formed_and_names_properties_that_the_package_has()
    {
        var defined = ShadowGenProperty().Matches(SourceTree.Read("src/Package/buildTransitive/ShadowGen.props")).Select(m => m.Value).ToHashSet();
        var findings = Snippet.All("xml").Where(s => !s.IsSkipped).SelectMany(s => CheckXml(s, defined));

        Findings.MustBeNone(findings);
    }

    [Fact]
    public void Commands_name_projects_and_scripts_that_exist()
    {
        var missing = from snippet in Snippet.All("bash", "sh", "shell", "console")
                      where !snippet.IsSkipped
                      from path in RepositoryPath().Matches(snippet.Text).Select(m => m.Value)
                      where !File.Exists(Repository.PathOf(path)) && !Directory.Exists(Repository.PathOf(path))
                      select $"{snippet.Place}: there is no '{path}'.";

        Findings.MustBeNone(missing);
    }

    [Fact]
    public async Task A_snippet_that_does_not_compile_is_found()
    {
        var broken = Assert.Single(Snippet.In("a.md", "Text\n\n```csharp\nvar x = Missing();\n```\n"));

        Assert.StartsWith("a.md(3): ", Assert.Single(await SnippetCompiler.CheckAsync(broken)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("members", "int Twice(int x) => x * 2;")]
    [InlineData("file", "Console.WriteLine(1);\nclass A;")]
    [InlineData("file reports SHG1003", "[ShadowGen.Shadowed] class A;")]
    public async Task Harnesses(string harness, string code) => Assert.Empty(await SnippetCompiler.CheckAsync(Parse(harness, code)));

    [Theory]
    [InlineData("file reports SHG1003", "class A;")]
    [InlineData("file reports SHG0001", "[ShadowGen.Shadowed] class A;")]
    [InlineData("files", "class A;")]
    [InlineData("none:", "class A;")]
    public async Task A_wrong_harness_is_found(string harness, string code)
    {
        var snippet = Parse(harness, code);

        Assert.False(snippet.IsSkipped);
        Assert.NotEmpty(await SnippetCompiler.CheckAsync(snippet));
    }

    [Fact]
    public void Xml_findings()
    {
        var unknown = new Snippet("a.md", 1, "xml", Snippet.WholeFile, "<ShadowGenTypo>true</ShadowGenTypo>");
        var broken = unknown with { Text = "<A><B></A>" };

        Assert.Contains("ShadowGenTypo", Assert.Single(CheckXml(unknown, ["ShadowGenEnabled"])), StringComparison.Ordinal);
        Assert.Contains("not well-formed", Assert.Single(CheckXml(broken, [])), StringComparison.Ordinal);
    }

    private static Snippet Parse(string harness, string code) => Assert.Single(Snippet.In("a.md", $"<!-- snippet: {harness} -->\n```csharp\n{code}\n```\n"));

    private static List<string> CheckXml(Snippet snippet, HashSet<string> defined)
    {
        try
        {
            return XDocument.Parse($"<Snippet>{snippet.Text}</Snippet>").Descendants()
                .Select(e => e.Name.LocalName)
                .Where(n => n.StartsWith("ShadowGen", StringComparison.Ordinal) && !defined.Contains(n))
                .Select(n => $"{snippet.Place}: the package has no property '{n}'.")
                .ToList();
        }
        catch (XmlException fault)
        {
            return [$"{snippet.Place}: not well-formed: {fault.Message}"];
        }
    }

    [GeneratedRegex(@"(?<=<)ShadowGen\w+")]
    private static partial Regex ShadowGenProperty();

    [GeneratedRegex(@"(?<![\w./-])(src|tests|bench|samples|docs|eng|\.ci)/[\w./-]*\w")]
    private static partial Regex RepositoryPath();
}
