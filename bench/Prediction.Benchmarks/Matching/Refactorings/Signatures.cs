using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Prediction.Benchmarks.Matching.Refactorings;

/// <summary>Another list of parameters for a method, and other arguments in its calls.</summary>
internal abstract class ChangeSignature(string name) : Refactoring(name)
{
    public override SubjectProgram Apply(SubjectProgram program, double share, Random random)
    {
        var edits = new TextEdits();
        var chosen = new Dictionary<ISymbol, MethodDeclarationSyntax>(SymbolEqualityComparer.Default);
        foreach (var (syntax, symbol, _) in Declarations<MethodDeclarationSyntax, IMethodSymbol>(program).ToList())
        {
            if (IsAlone(symbol) && !symbol.IsExtensionMethod && CanChange(syntax) && random.NextDouble() < share) chosen.Add(symbol, syntax);
        }
        var calls = Uses(program, [.. chosen.Keys.Select(static symbol => symbol.Name)]).Where(use => chosen.ContainsKey(use.Symbol)).ToLookup(static use => use.Symbol, static use => CallOf(use.Name), SymbolEqualityComparer.Default);
        foreach (var (symbol, syntax) in chosen)
        {
            // A method group, a name in nameof, a named argument: that method stays as it is.
            if (!calls[symbol].All(call => call is not null && CanChange(syntax, call))) continue;
            if (!Change(syntax, edits)) continue;
            foreach (var call in calls[symbol]) Change(syntax, call!, edits);
        }
        return edits.Apply(program);
    }

    protected abstract bool CanChange(MethodDeclarationSyntax method);

    protected abstract bool CanChange(MethodDeclarationSyntax method, ArgumentListSyntax call);

    protected abstract bool Change(MethodDeclarationSyntax method, TextEdits edits);

    protected abstract void Change(MethodDeclarationSyntax method, ArgumentListSyntax call, TextEdits edits);

    protected static bool IsPlain(ParameterSyntax parameter) => parameter.Default is null && parameter.Modifiers.Count == 0 && parameter.AttributeLists.Count == 0;

    protected static bool IsPositional(ArgumentListSyntax call) => call.Arguments.All(static argument => argument.NameColon is null);

    private static ArgumentListSyntax? CallOf(SimpleNameSyntax name)
    {
        var callee = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name.Parent is MemberBindingExpressionSyntax binding ? binding : (ExpressionSyntax)name;
        return callee.Parent is InvocationExpressionSyntax call && call.Expression == callee ? call.ArgumentList : null;
    }
}

/// <summary>One more, which calls give a value.</summary>
internal sealed class AddParameter() : ChangeSignature("add parameter")
{
    protected override bool CanChange(MethodDeclarationSyntax method) => method.ParameterList.Parameters.All(static parameter => parameter.Default is null && !parameter.Modifiers.Any(SyntaxKind.ParamsKeyword));

    protected override bool CanChange(MethodDeclarationSyntax method, ArgumentListSyntax call) => true;

    protected override bool Change(MethodDeclarationSyntax method, TextEdits edits)
    {
        var list = method.ParameterList;
        return edits.Replace(method.SyntaxTree, new TextSpan(list.CloseParenToken.SpanStart, 0), $"{(list.Parameters.Count == 0 ? "" : ", ")}double addedParameter");
    }

    protected override void Change(MethodDeclarationSyntax method, ArgumentListSyntax call, TextEdits edits) =>
        edits.Replace(call.SyntaxTree, new TextSpan(call.CloseParenToken.SpanStart, 0), $"{(call.Arguments.Count == 0 ? "" : ", ")}addedParameter: 1");
}

/// <summary>The last one becomes a variable of the method.</summary>
internal sealed class RemoveParameter() : ChangeSignature("remove parameter")
{
    protected override bool CanChange(MethodDeclarationSyntax method) =>
        method.Body is { Statements.Count: > 0 } && method.ParameterList.Parameters.Count > 0 && method.ParameterList.Parameters.All(IsPlain)
        && method.Parent is TypeDeclarationSyntax type && type.Members.OfType<MethodDeclarationSyntax>().Count(other => other.Identifier.ValueText == method.Identifier.ValueText) == 1;

    protected override bool CanChange(MethodDeclarationSyntax method, ArgumentListSyntax call) => IsPositional(call) && call.Arguments.Count == method.ParameterList.Parameters.Count;

    protected override bool Change(MethodDeclarationSyntax method, TextEdits edits)
    {
        var last = method.ParameterList.Parameters[^1];
        return edits.Add(method.SyntaxTree,
        [
            new TextChange(SpanOfLast(method.ParameterList.Parameters), ""),
            new TextChange(new TextSpan(method.Body!.OpenBraceToken.Span.End, 0), $" {last.Type} {last.Identifier} = default!;"),
        ]);
    }

    protected override void Change(MethodDeclarationSyntax method, ArgumentListSyntax call, TextEdits edits) => edits.Replace(call.SyntaxTree, SpanOfLast(call.Arguments), "");

    private static TextSpan SpanOfLast<T>(SeparatedSyntaxList<T> list)
        where T : SyntaxNode =>
        list.Count == 1 ? list[0].Span : TextSpan.FromBounds(list.GetSeparator(list.Count - 2).SpanStart, list[^1].Span.End);
}

/// <summary>The first two change places.</summary>
internal sealed class ReorderParameters() : ChangeSignature("reorder parameters")
{
    protected override bool CanChange(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.Count >= 2 && method.ParameterList.Parameters.Take(2).All(IsPlain) && method.ParameterList.Parameters[0].Type!.ToString() != method.ParameterList.Parameters[1].Type!.ToString();

    protected override bool CanChange(MethodDeclarationSyntax method, ArgumentListSyntax call) => IsPositional(call) && call.Arguments.Count >= 2;

    protected override bool Change(MethodDeclarationSyntax method, TextEdits edits) => Swap(method.SyntaxTree, method.ParameterList.Parameters[0], method.ParameterList.Parameters[1], edits);

    protected override void Change(MethodDeclarationSyntax method, ArgumentListSyntax call, TextEdits edits) => Swap(call.SyntaxTree, call.Arguments[0], call.Arguments[1], edits);

    private static bool Swap(SyntaxTree tree, SyntaxNode first, SyntaxNode second, TextEdits edits) =>
        edits.Add(tree, [new TextChange(first.Span, second.ToString()), new TextChange(second.Span, first.ToString())]);
}
