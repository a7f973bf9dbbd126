using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Marks;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG1010: shadowed methods that call themselves, directly or through each other, and nothing that would end a runaway.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecursionWithoutBudgetAnalyzer() : RuleAnalyzer(Rule)
{
    /// <summary>In .editorconfig or .globalconfig: <c>all</c> asks for a budget wherever recursion is shadowed, and not only where the attribute is on a method itself.</summary>
    internal const string Key = "shadowgen_recursion_budget";

    private const string All = "all";

    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Suggestion(
        RuleIdentifiers.RecursionWithoutBudget,
        "Recursion without a budget",
        "'{0}' calls itself ({1}) and no method on the way has a budget; give one DepthBudget, so that a runaway recursion can be ended");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        var options = start.Options.AnalyzerConfigOptionsProvider;
        var shadowed = new ShadowedCalls(start.Compilation, options);
        var calls = new DirectCalls(start.Compilation);
        var names = new InvokedNames(start.Compilation);
        start.RegisterSymbolAction(symbol => Analyze(symbol, known, shadowed, calls, names, options), SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context, KnownAttributes known, ShadowedCalls shadowed, DirectCalls calls, InvokedNames names, AnalyzerConfigOptionsProvider options)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.MethodKind != MethodKind.Ordinary || method.PartialDefinitionPart is not null || !IsAsked(method) || HasBudget(method, known)
            || names.CycleOf(method.Name) is not { } named
            || calls.CycleOf(method, callee => named.Contains(callee.Name) && shadowed.OptIn.IsShadowed(callee), context.CancellationToken) is not { } cycle
            || cycle.Any(part => HasBudget(part, known))
            || !SymbolEqualityComparer.Default.Equals(method, First(cycle.Where(IsAsked))))
            return;
        var way = string.Join(" → ", calls.WayBack(method, cycle, context.CancellationToken).Select(static part => part.Name));
        context.ReportDiagnostic(Diagnostic.Create(Rule, method.Locations[0], Names.Of(method), way));

        bool IsAsked(IMethodSymbol part) => ShadowedMark.Of(part, known) is not null || (IsAll(part, options) && shadowed.OptIn.IsShadowed(part));
    }

    private static bool HasBudget(IMethodSymbol method, KnownAttributes known) => ShadowedMark.Of(method, known) is { HasBudget: true };

    private static bool IsAll(IMethodSymbol method, AnalyzerConfigOptionsProvider options) =>
        method.Locations[0].SourceTree is { } tree
        && (options.GetOptions(tree).TryGetValue(Key, out var value) || options.GlobalOptions.TryGetValue(Key, out value))
        && value.Trim() == All;

    /// <summary>A cycle is reported once, wherever its files are looked at.</summary>
    private static IMethodSymbol? First(IEnumerable<IMethodSymbol> methods) => methods
        .OrderBy(static method => method.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal)
        .ThenBy(static method => method.Locations[0].SourceSpan.Start)
        .FirstOrDefault();
}
