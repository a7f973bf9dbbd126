using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Marks;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG1004: a method that carries <c>[Shadowed]</c> itself and does less than its shim.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TooSmallForShimAnalyzer() : RuleAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Suggestion(
        RuleIdentifiers.TooSmallForShim,
        "Method is too small for a shim",
        "'{0}' calls nothing and does little, so its shim costs more than it does; remove the attribute, and the JIT can make it part of its callers");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        var settings = new OptInSettingsReader(start.Options.AnalyzerConfigOptionsProvider);
        start.RegisterSyntaxNodeAction(node => Analyze(node, known, settings), SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, KnownAttributes known, OptInSettingsReader settings)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (attribute.Parent?.Parent is not MethodDeclarationSyntax method || !IsSmall(method, MinimumSize(method.SyntaxTree, settings))
            || ShadowedMark.Of(attribute, known, context.SemanticModel, context.CancellationToken) is not var (mark, symbol)
            || NoEffect.Explain(symbol, known) is not null // SHG1003 says so
            || mark.IsSpeculative || mark.Prefetch is not null || mark.HasBudget || PrefetchMethods.IsAsynchronous(symbol))
            return;
        context.ReportDiagnostic(Diagnostic.Create(Rule, attribute.GetLocation(), Names.Of(symbol)));
    }

    // What a call or a constructor does, by itself or in another process, is not seen from here.
    private static bool IsSmall(MethodDeclarationSyntax method, int minimum) =>
        !method.Modifiers.Any(SyntaxKind.AsyncKeyword)
        && MethodSize.IsBelow(method, minimum)
        && !method.DescendantNodes().Any(static node => node is BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax { Expression: not IdentifierNameSyntax { Identifier.Text: "nameof" } });

    private static int MinimumSize(SyntaxTree tree, OptInSettingsReader settings)
    {
        lock (settings)
            return settings.Of(tree).MinimumSize;
    }
}
