using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG1003: [Shadowed] where no call site could ever be intercepted because of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShadowedHasNoEffectAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Warning(
        RuleIdentifiers.ShadowedHasNoEffect,
        "[Shadowed] has no effect",
        "[Shadowed] on {0} has no effect: {1}");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownAttributes.Find(start.Compilation) is { } known)
            {
                start.RegisterSyntaxNodeAction(node => Analyze(node, known), SyntaxKind.Attribute);
            }
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, KnownAttributes known)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (known.IsShadowed(KnownAttributes.ClassOf(attribute, context.SemanticModel, context.CancellationToken))
            && attribute.Parent?.Parent is { } target
            && TargetOf(target, context.SemanticModel, context.CancellationToken) is { } symbol
            && NoEffect.Explain(symbol, known) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, attribute.GetLocation(), NoEffect.Describe(symbol), reason));
        }
    }

    /// <summary>A lambda declares no symbol; its own is what its expression binds to.</summary>
    private static ISymbol? TargetOf(SyntaxNode target, SemanticModel model, CancellationToken cancellation) =>
        target is LambdaExpressionSyntax ? model.GetSymbolInfo(target, cancellation).Symbol : model.GetDeclaredSymbol(target, cancellation);
}
