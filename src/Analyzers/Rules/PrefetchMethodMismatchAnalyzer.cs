using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Marks;
using ShadowGen.Shared;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG1006: a <c>Prefetch</c> names no method that could be called with the arguments of the call to come.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PrefetchMethodMismatchAnalyzer() : RuleAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Warning(
        RuleIdentifiers.PrefetchMethodMismatch,
        "Prefetch method does not fit",
        "'{0}' cannot prefetch for '{1}': {2}");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        start.RegisterSyntaxNodeAction(node => Analyze(node, known), SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, KnownAttributes known)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (ShadowedMark.Argument(attribute, KnownNames.Prefetch) is { } argument
            && ShadowedMark.Of(attribute, known, context.SemanticModel, context.CancellationToken) is var (mark, method)
            && mark.Prefetch is { } name
            && PrefetchMethods.FaultOf(method, name, context.Compilation, known) is { } fault)
            context.ReportDiagnostic(Diagnostic.Create(Rule, argument.Expression.GetLocation(), name, Names.Of(method), fault));
    }
}
