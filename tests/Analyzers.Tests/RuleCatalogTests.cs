using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Marks;
using ShadowGen.TestSupport;

namespace ShadowGen.Analyzers.Tests;

/// <summary>Ids, analyzers, pages, help links, release tracking and titles agree.</summary>
public sealed partial class RuleCatalogTests
{
    private static readonly List<DiagnosticAnalyzer> Analyzers = typeof(RuleIdentifiers).Assembly.GetTypes()
        .Where(t => !t.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(t))
        .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)
        .ToList();

    private static readonly Dictionary<string, DiagnosticDescriptor> Rules = Analyzers.Select(a => Assert.Single(a.SupportedDiagnostics)).ToDictionary(d => d.Id);

    private static readonly List<CodeFixProvider> Fixers = typeof(CodeFixes.CallBypassesShimFixer).Assembly.GetTypes()
        .Where(t => !t.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(t))
        .Select(t => (CodeFixProvider)Activator.CreateInstance(t)!)
        .ToList();

    private static readonly Dictionary<string, string> RuleNames = typeof(RuleIdentifiers).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral)
        .ToDictionary(f => (string)f.GetRawConstantValue()!, f => f.Name);

    [Fact]
    public void Each_id_has_one_analyzer_that_is_named_after_it()
    {
        var constants = typeof(RuleIdentifiers).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).ToList();

        Assert.Equal(constants.Select(f => (string)f.GetRawConstantValue()!).Order(), Rules.Keys.Order());
        Assert.Equal(constants.Select(f => f.Name + "Analyzer").Order(), Analyzers.Select(a => a.GetType().Name).Order());
        Assert.All(Analyzers, a => Assert.NotNull(a.GetType().GetCustomAttribute<DiagnosticAnalyzerAttribute>()));
    }

    /// <summary>What is right as it is gets a suggestion; all else a warning.</summary>
    private static readonly string[] Suggestions =
    [
        RuleIdentifiers.TypeCouldBePartial, RuleIdentifiers.CallBypassesShim, RuleIdentifiers.TooSmallForShim, RuleIdentifiers.ArgumentChangedBeforeSpeculativeCall,
        RuleIdentifiers.RecursionWithoutBudget, RuleIdentifiers.ShadowedNeverReached,
    ];

    [Fact]
    public void No_rule_fails_a_build_by_itself() => Assert.All(Rules.Values, r =>
    {
        Assert.Equal(Suggestions.Contains(r.Id) ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning, r.DefaultSeverity);
        Assert.True(r.IsEnabledByDefault);
    });

    [Fact]
    public void Each_rule_has_a_page_and_each_page_a_rule()
    {
        var pages = Directory.GetFiles(Repository.PathOf("docs", "rules"), "*.md").Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Rules.Keys.Order(), pages.Order());
    }

    [Fact]
    public void A_page_has_the_title_a_bad_and_a_good_example_and_how_to_silence_it() => Assert.All(Rules.Values, rule =>
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "rules", rule.Id + ".md"));

        Assert.StartsWith($"# {rule.Id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}\n", page, StringComparison.Ordinal);
        Assert.Equal(["Why", "Wrong", "Right", "To silence it"], Heading().Matches(page).Select(m => m.Groups[1].Value));
        Assert.Contains($"dotnet_diagnostic.{rule.Id}.severity = none", page, StringComparison.Ordinal);
    });

    [Fact]
    public void A_page_says_severity_category_and_whether_there_is_a_fix() => Assert.All(Rules.Values, rule => Assert.Equal(
        $"Severity: {rule.DefaultSeverity}. Category: {rule.Category}. Fix: {Fix(rule)}.",
        File.ReadLines(Repository.PathOf("docs", "rules", rule.Id + ".md")).ElementAt(2)));

    [Fact]
    public void The_index_has_each_rule_in_order() => Assert.Equal(
        Rules.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .Select(rule => $"| [{rule.Id}](rules/{rule.Id}.md) | {rule.Title.ToString(CultureInfo.InvariantCulture)} | {rule.DefaultSeverity} | {Fix(rule)} |"),
        File.ReadLines(Repository.PathOf("docs", "rules.md")).Where(line => line.StartsWith("| [", StringComparison.Ordinal)));

    [Fact]
    public void Each_fixer_is_exported_supports_fix_all_and_is_named_after_its_rule() => Assert.All(Fixers, fixer =>
    {
        Assert.EndsWith(RuleNames[Assert.Single(fixer.FixableDiagnosticIds)] + "Fixer", fixer.GetType().Name, StringComparison.Ordinal);
        Assert.Equal([FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution], fixer.GetFixAllProvider()!.GetSupportedFixAllScopes());
        Assert.NotNull(fixer.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>());
    });

    [Fact]
    public void Help_links_lead_to_the_pages() =>
        Assert.All(Rules.Values, r => Assert.Equal($"https://github.com/shadowgen/shadowgen/blob/main/docs/rules/{r.Id}.md", r.HelpLinkUri));

    [Fact]
    public void Release_tracking_has_each_rule_once()
    {
        var tracked = new[] { "Shipped", "Unshipped" }
            .SelectMany(f => File.ReadAllLines(Repository.PathOf("src", "Analyzers", $"AnalyzerReleases.{f}.md")))
            .Where(line => line.StartsWith("SHG", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

        var expected = Rules.Values
            .Select(r => $"{r.Id} | {r.Category} | {r.DefaultSeverity} | {r.Title.ToString(CultureInfo.InvariantCulture)}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, tracked);
    }

    [Fact]
    public void Attribute_names_are_those_of_the_runtime()
    {
        Assert.Equal(KnownAttributes.ShadowedName, typeof(ShadowedAttribute).FullName);
        Assert.Equal(KnownAttributes.UnshadowedName, typeof(UnshadowedAttribute).FullName);
        Assert.Equal(KnownAttributes.ShadowNamespaceName, typeof(ShadowNamespaceAttribute).FullName);
        Assert.Equal(KnownAttributes.ShadowCallsName, typeof(ShadowCallsAttribute).FullName);
    }

    private static string Fix(DiagnosticDescriptor rule) => Fixers.Any(fixer => fixer.FixableDiagnosticIds.Contains(rule.Id)) ? "yes" : "no";

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
