using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Marks;
using ShadowGen.Shared;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG1005: a speculative method does something that would be seen though its call never came.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SpeculativeHasSideEffectAnalyzer() : RuleAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Warning(
        RuleIdentifiers.SpeculativeHasSideEffect,
        "Speculative method has a visible side effect",
        "'{0}' is speculative, so it may run in vain, but it {1}");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        if (SpeculativeMethods.Find(start.Compilation, start.CancellationToken) is not { } speculative)
            return;
        var trusted = TrustedReads.Of(start.Options.AnalyzerConfigOptionsProvider);
        var analysis = new EffectAnalysis(start.Compilation, method => speculative.Promise(method) is not null || trusted.Includes(method));
        start.RegisterSymbolAction(symbol => Analyze(symbol, speculative, analysis), SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context, SpeculativeMethods speculative, EffectAnalysis analysis)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.PartialDefinitionPart is not null || speculative.Promise(method) is not { } promise)
            return;
        var mark = speculative.MarkOf(promise, context.CancellationToken);
        if (speculative.IsMarked(method) && HasNoResult(method))
        {
            Report(Argument(mark, context.CancellationToken) ?? method.Locations[0], "returns nothing that could be kept for its call, so that all it can do is a side effect");
            return;
        }

        if (analysis.Of(method, context.CancellationToken)?.First is { } effect)
            Report(Statement(effect.Where).GetLocation(), effect.What);

        void Report(Location where, string what) => context.ReportDiagnostic(Diagnostic.Create(Rule, where, mark is null ? [] : [mark], Names.Of(method), what));
    }

    private static bool HasNoResult(IMethodSymbol method) =>
        method.ReturnsVoid
        || method.ReturnType is INamedTypeSymbol { Arity: 0, Name: "Task" or "ValueTask" } task && task.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static Location? Argument(Location? mark, CancellationToken cancellation) =>
        mark?.SourceTree?.GetRoot(cancellation).FindNode(mark.SourceSpan) is AttributeSyntax attribute ? ShadowedMark.Argument(attribute, KnownNames.Speculative)?.GetLocation() : null;

    // The whole statement where it is one line of thought; of a loop or a block the part that does it.
    private static SyntaxNode Statement(SyntaxNode node) =>
        node.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax ? node.FirstAncestorOrSelf<StatementSyntax>()! : node;
}
