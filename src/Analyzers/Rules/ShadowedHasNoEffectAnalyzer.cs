using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Marks;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG1003: [Shadowed] where no call site could ever be intercepted because of it, and its members where they concern no method.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShadowedHasNoEffectAnalyzer() : RuleAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Warning(
        RuleIdentifiers.ShadowedHasNoEffect,
        "[Shadowed] has no effect",
        "{0} on {1} has no effect: {2}");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        var shadowed = new ShadowedCalls(start.Compilation, start.Options.AnalyzerConfigOptionsProvider);
        start.RegisterSyntaxNodeAction(node => Analyze(node, known, shadowed), SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, KnownAttributes known, ShadowedCalls shadowed)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (!known.IsShadowed(KnownAttributes.ClassOf(attribute, context.SemanticModel, context.CancellationToken))
            || attribute.Parent?.Parent is not { } target
            || TargetOf(target, context.SemanticModel, context.CancellationToken) is not { } symbol)
            return;
        if ((NoEffect.Explain(symbol, known) ?? NoEffect.Explain(symbol as IMethodSymbol, shadowed, context.Compilation, context.CancellationToken)) is { } reason)
            context.ReportDiagnostic(Diagnostic.Create(Rule, attribute.GetLocation(), "[Shadowed]", NoEffect.Describe(symbol), reason));
        else if (symbol is INamedTypeSymbol && attribute.ArgumentList is { } list)
            ReportMembers(context, symbol, list);
    }

    private static void ReportMembers(SyntaxNodeAnalysisContext context, ISymbol type, AttributeArgumentListSyntax list)
    {
        foreach (var argument in list.Arguments)
        {
            if (argument.NameEquals is { Name.Identifier.ValueText: var name })
                context.ReportDiagnostic(Diagnostic.Create(Rule, argument.GetLocation(), name, NoEffect.Describe(type), "it concerns one method, so put it on the attribute of each that it is meant for"));
        }
    }

    /// <summary>A lambda declares no symbol; its own is what its expression binds to.</summary>
    private static ISymbol? TargetOf(SyntaxNode target, SemanticModel model, CancellationToken cancellation) =>
        target is LambdaExpressionSyntax ? model.GetSymbolInfo(target, cancellation).Symbol : model.GetDeclaredSymbol(target, cancellation);
}
