using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Prediction.Benchmarks.Matching.Refactorings;

/// <summary>A private method goes, and its code stands where it was called: that of one expression in its place, that of statements as a block. Nothing is the counterpart of what went.</summary>
internal sealed class InlineMethod() : Refactoring("inline method")
{
    public override SubjectProgram Apply(SubjectProgram program, double share, Random random)
    {
        var edits = new TextEdits();
        var methods = Declarations<MethodDeclarationSyntax, IMethodSymbol>(program).Where(found => CanGo(found.Syntax, found.Symbol)).ToDictionary(static found => (ISymbol)found.Symbol, static found => found.Syntax, SymbolEqualityComparer.Default);
        var calls = Uses(program, [.. methods.Keys.Select(static symbol => symbol.Name)]).Where(use => methods.ContainsKey(use.Symbol)).ToLookup(static use => use.Symbol, static use => use.Name, SymbolEqualityComparer.Default);
        foreach (var (symbol, method) in methods)
        {
            var sites = calls[symbol].ToList();
            if (sites.Count == 0 || random.NextDouble() >= share || !sites.All(site => CanReplace(site, method)) || sites.Exists(site => sites.Exists(other => other != site && other.Parent!.Span.Contains(site.Span)))) continue;
            List<TextChange> changes = [new(method.FullSpan, ""), .. sites.Select(site => Replaced(site, method))];
            edits.Add(method.SyntaxTree, changes);
        }
        return edits.Apply(program);
    }

    private static bool CanGo(MethodDeclarationSyntax method, IMethodSymbol symbol) =>
        symbol.DeclaredAccessibility == Accessibility.Private && IsAlone(symbol) && !symbol.IsGenericMethod && !symbol.IsAsync && !symbol.IsExtensionMethod && !method.ContainsDirectives && !method.ContainsDiagnostics
        && symbol.Parameters.All(static parameter => parameter is { RefKind: RefKind.None, IsParams: false, IsOptional: false })
        && (ExpressionOf(method) is not null || (symbol.ReturnsVoid && method.Body is { } body && !body.DescendantNodes().Any(static node => node is ReturnStatementSyntax or LocalFunctionStatementSyntax)));

    private static bool CanReplace(SimpleNameSyntax name, MethodDeclarationSyntax method) =>
        name is IdentifierNameSyntax && name.SyntaxTree == method.SyntaxTree && name.Parent is InvocationExpressionSyntax call && call.Expression == name
        && !method.Span.Contains(name.Span) && call.ArgumentList.Arguments.Count == method.ParameterList.Parameters.Count
        && call.ArgumentList.Arguments.All(static argument => argument.NameColon is null)
        && (ExpressionOf(method) is not null || call.Parent is ExpressionStatementSyntax);

    private static TextChange Replaced(SimpleNameSyntax name, MethodDeclarationSyntax method)
    {
        var call = (InvocationExpressionSyntax)name.Parent!;
        var arguments = method.ParameterList.Parameters.Zip(call.ArgumentList.Arguments).ToDictionary(static pair => pair.First.Identifier.ValueText, static pair => pair.Second.Expression, StringComparer.Ordinal);
        if (ExpressionOf(method) is { } expression)
        {
            var replaced = expression.ReplaceNodes(
                expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(use => arguments.ContainsKey(use.Identifier.ValueText) && use.Parent is not (NameColonSyntax or NameEqualsSyntax) && !(use.Parent is MemberAccessExpressionSyntax access && access.Name == use)),
                (use, _) => Bracketed(arguments[use.Identifier.ValueText]));
            return new(call.Span, call.Parent is ExpressionStatementSyntax ? replaced.ToString() : Bracketed(replaced).ToString());
        }
        var variables = string.Concat(arguments.Where(pair => pair.Value.ToString() != pair.Key).Select(static pair => $"var {pair.Key} = {pair.Value};\n"));
        return new(call.Parent!.Span, $"{{\n{variables}{string.Concat(method.Body!.Statements.Select(static statement => statement.ToFullString()))}}}");
    }

    private static ExpressionSyntax? ExpressionOf(MethodDeclarationSyntax method) =>
        method.ExpressionBody?.Expression ?? (method.Body is { Statements: [ReturnStatementSyntax { Expression: { } expression }] } ? expression : null);

    private static ExpressionSyntax Bracketed(ExpressionSyntax expression) =>
        expression is SimpleNameSyntax or LiteralExpressionSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax
            ? expression.WithoutTrivia()
            : SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia());
}
