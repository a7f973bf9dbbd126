using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Marks;
using ShadowGen.Shared;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG0002: a valid pattern that matches no namespace of this assembly: most often a misspelling or a namespace that was renamed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NamespacePatternMatchesNothingAnalyzer() : RuleAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Warning(
        RuleIdentifiers.NamespacePatternMatchesNothing,
        "Namespace pattern matches nothing",
        "\"{0}\" matches no namespace of this assembly{1}");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        var namespaces = new Lazy<DeclaredNamespaces>(() => DeclaredNamespaces.Of(start.Compilation.Assembly));
        start.RegisterSyntaxNodeAction(node => Analyze(node, known, namespaces), SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, KnownAttributes known, Lazy<DeclaredNamespaces> namespaces)
    {
        if (!PatternArgument.TryRead((AttributeSyntax)context.Node, known, context.SemanticModel, context.CancellationToken, out var text, out var location)
            || !NamespacePattern.TryParse(text, out var pattern, out _)
            || namespaces.Value.Any(pattern.Matches))
        {
            return;
        }

        var nearest = namespaces.Value.NearestTo(text!);
        var hint = nearest is null ? ", which declares none" : $": the nearest that exists is \"{nearest}\"";
        context.ReportDiagnostic(Diagnostic.Create(Rule, location, text, hint));
    }
}
