using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Marks;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG1007: a budget that is no limit, or that no call could reach, or none could keep.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ImpossibleBudgetAnalyzer() : RuleAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Warning(
        RuleIdentifiers.ImpossibleBudget,
        "Budget is impossible",
        "{0} of '{1}' is impossible: {2}");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        var calls = new DirectCalls(start.Compilation);
        start.RegisterSyntaxNodeAction(node => Analyze(node, known, calls), SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, KnownAttributes known, DirectCalls calls)
    {
        var attribute = (AttributeSyntax)context.Node;
        if (attribute.ArgumentList is null || attribute.Parent?.Parent is not MethodDeclarationSyntax declaration
            || !ShadowedMark.BudgetNames.Any(name => ShadowedMark.Argument(attribute, name) is not null)
            || ShadowedMark.Of(attribute, known, context.SemanticModel, context.CancellationToken) is not var (mark, method))
            return;
        foreach (var budget in ShadowedMark.BudgetNames)
        {
            if (ShadowedMark.Argument(attribute, budget) is { } argument
                && BudgetFaults.Find(budget, mark, method, declaration, context.SemanticModel, calls, context.CancellationToken) is { } fault)
                context.ReportDiagnostic(Diagnostic.Create(Rule, argument.GetLocation(), budget, Names.Of(method), fault));
        }
    }
}
