using Microsoft.CodeAnalysis;

namespace ShadowGen.Analyzers;

/// <summary>The one list of rule ids. Each has a page in docs/rules, an analyzer in Rules and a line in AnalyzerReleases.</summary>
internal static class RuleIdentifiers
{
    public const string InvalidNamespacePattern = "SHG0001";
    public const string NamespacePatternMatchesNothing = "SHG0002";
    public const string InvalidSetting = "SHG0004";
    public const string TypeCouldBePartial = "SHG0005";
    public const string InterfaceCannotBeDecorated = "SHG0006";
    public const string ShadowCallsMatchesNothing = "SHG0007";

    public const string HotPathNotShadowed = "SHG1001";
    public const string CallBypassesShim = "SHG1002";
    public const string ShadowedHasNoEffect = "SHG1003";
    public const string TooSmallForShim = "SHG1004";
    public const string SpeculativeHasSideEffect = "SHG1005";
    public const string PrefetchMethodMismatch = "SHG1006";
    public const string ImpossibleBudget = "SHG1007";
    public const string ArgumentChangedBeforeSpeculativeCall = "SHG1008";
    public const string ModelDoesNotFit = "SHG1009";
    public const string RecursionWithoutBudget = "SHG1010";
    public const string SuperlinearGrowth = "SHG1011";
    public const string ShadowedNeverReached = "SHG1012";

    private const string Category = "ShadowGen";

    /// <summary>A rule that says what to do and never fails a build by itself.</summary>
    /// <param name="id">One of the ids above.</param>
    /// <param name="title">What is wrong, in a few words; also the title of the rule's page.</param>
    /// <param name="message">Where and what, and what to write instead.</param>
    public static DiagnosticDescriptor Warning(string id, string title, string message) => Rule(id, title, message, DiagnosticSeverity.Warning);

    /// <summary>A warning that takes the whole compilation to find: a build shows it, and no editor asks for it while one types.</summary>
    /// <inheritdoc cref="Warning"/>
    public static DiagnosticDescriptor CompilationWarning(string id, string title, string message) => Rule(id, title, message, DiagnosticSeverity.Warning, WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>A rule about code that is right as it is, and that an edit would make visible to ShadowGen.</summary>
    /// <inheritdoc cref="Warning"/>
    public static DiagnosticDescriptor Suggestion(string id, string title, string message) => Rule(id, title, message, DiagnosticSeverity.Info);

    /// <summary>The rule's page.</summary>
    public static string HelpLink(string id) => $"https://github.com/shadowgen/shadowgen/blob/main/docs/rules/{id}.md";

    private static DiagnosticDescriptor Rule(string id, string title, string message, DiagnosticSeverity severity, params string[] tags) => new(
        id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: HelpLink(id), customTags: tags);
}
