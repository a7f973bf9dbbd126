using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Marks;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG1002: a shadowed method is reached by something else than a call, which no interceptor sees.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallBypassesShimAnalyzer() : RuleAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Suggestion(
        RuleIdentifiers.CallBypassesShim,
        "Call bypasses the shim",
        "'{0}' is shadowed, but {1}");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        var calls = new ShadowedCalls(start.Compilation, start.Options.AnalyzerConfigOptionsProvider);
        start.RegisterOperationAction(operation => AnalyzeGroup(operation, calls), OperationKind.MethodReference);
        start.RegisterSyntaxNodeAction(node => AnalyzeBase(node, calls), SyntaxKind.BaseExpression);
        start.RegisterSyntaxNodeAction(node => AnalyzeReflection(node, calls), SyntaxKind.InvocationExpression);
    }

    private static void AnalyzeGroup(OperationAnalysisContext context, ShadowedCalls calls)
    {
        var group = (IMethodReferenceOperation)context.Operation;
        if (MethodGroups.ConsequenceOf(group) is { } consequence && calls.Shimmed(group.Method, group.Syntax.SyntaxTree) is { } method)
            context.ReportDiagnostic(Diagnostic.Create(Rule, group.Syntax.GetLocation(), Names.Of(method), consequence));
    }

    private static void AnalyzeBase(SyntaxNodeAnalysisContext context, ShadowedCalls calls)
    {
        if (context.Node.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax invocation } access
            && context.SemanticModel.GetSymbolInfo(invocation, context.CancellationToken).Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } callee
            && (callee.IsVirtual || callee.IsOverride || callee.IsAbstract)
            && context.ContainingSymbol?.ContainingType is { } type
            && calls.OptIn.IsShadowed(callee)
            && calls.IsPartialWanted(callee, type))
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, access.Name.GetLocation(), Names.Of(callee), $"this base call stays plain: only code of '{type.Name}' can make it, so make the type partial"));
    }

    private static void AnalyzeReflection(SyntaxNodeAnalysisContext context, ShadowedCalls calls)
    {
        var invocation = (InvocationExpressionSyntax)context.Node;
        if (Reflection.NamedIn(invocation, context.SemanticModel, context.CancellationToken) is { } named
            && named.Type.GetMembers(named.Name).OfType<IMethodSymbol>().Select(method => calls.Shimmed(method, context.Node.SyntaxTree)).FirstOrDefault(static method => method is not null) is { } found)
            context.ReportDiagnostic(Diagnostic.Create(Rule, named.Where.GetLocation(), Names.Of(found), "calls by reflection do not pass its shim; call it by name, or through a lambda that does"));
    }
}
