using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Marks;
using ShadowGen.Shared;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG0001: a pattern that cannot be read, at the attribute's argument.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InvalidNamespacePatternAnalyzer() : RuleAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Warning(
        RuleIdentifiers.InvalidNamespacePattern,
        "Namespace pattern is invalid",
        "{0} As it is, this attribute shadows nothing.");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        start.RegisterSyntaxNodeAction(node => Analyze(node, known), SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, KnownAttributes known)
    {
        if (PatternArgument.TryRead((AttributeSyntax)context.Node, known, context.SemanticModel, context.CancellationToken, out var text, out var location)
            && !NamespacePattern.TryParse(text, out _, out var error))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, location, error));
        }
    }
}
