using Microsoft.CodeAnalysis;

namespace ShadowGen.Analyzers;

/// <summary>The one list of rule ids. Each has a page in docs/rules, an analyzer in Rules and a line in AnalyzerReleases.</summary>
internal static class RuleIdentifiers
{
    public const string InvalidNamespacePattern = "SHG0001";
    public const string NamespacePatternMatchesNothing = "SHG0002";
    public const string ShadowedHasNoEffect = "SHG0003";
    public const string InvalidSetting = "SHG0004";

    private const string Category = "ShadowGen";

    /// <summary>A rule that says what to do and never fails a build by itself.</summary>
    /// <param name="id">One of the ids above.</param>
    /// <param name="title">What is wrong, in a few words; also the title of the rule's page.</param>
    /// <param name="message">Where and what, and what to write instead.</param>
    public static DiagnosticDescriptor Warning(string id, string title, string message) => new(
        id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpLink(id));

    /// <summary>The rule's page.</summary>
    public static string HelpLink(string id) => $"https://github.com/shadowgen/shadowgen/blob/main/docs/rules/{id}.md";
}
