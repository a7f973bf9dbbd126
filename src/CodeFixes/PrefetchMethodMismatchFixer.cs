using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Analyzers;
using ShadowGen.Generator.Marks;

namespace ShadowGen.CodeFixes;

/// <summary>SHG1006: writes the missing method below the shadowed one, and names it by <c>nameof</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PrefetchMethodMismatchFixer))]
[Shared]
public sealed class PrefetchMethodMismatchFixer() : DocumentFixer(RuleIdentifiers.PrefetchMethodMismatch, "Generate the prefetch method")
{
    /// <inheritdoc />
    private protected override async Task<(SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Replace)?> ReplaceAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var argument = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (argument.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax type } method
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || model.GetDeclaredSymbol(method, cancellation) is not { } shadowed
            || model.GetConstantValue(argument, cancellation).Value is not string name
            || !SyntaxFacts.IsValidIdentifier(name)
            || shadowed.Parameters.Any(static parameter => parameter.RefKind is RefKind.Ref or RefKind.Out)
            || shadowed.ContainingType.GetMembers(name).Any(member => member is not IMethodSymbol other || PrefetchCandidates.HasSameParameters(shadowed, other)))
            return null;

        var wanted = Declare(method, shadowed, name);
        return (type, current => Insert((TypeDeclarationSyntax)current, method, argument, name, wanted));
    }

    private static TypeDeclarationSyntax Insert(TypeDeclarationSyntax type, MethodDeclarationSyntax method, SyntaxNode argument, string name, MemberDeclarationSyntax wanted)
    {
        var at = type.Members.IndexOf(member => member.IsEquivalentTo(method));
        var named = method.ReplaceNode(argument, SyntaxFactory.ParseExpression($"nameof({name})"));
        return type.WithMembers(type.Members.RemoveAt(at).Insert(at, named).Insert(at + 1, wanted));
    }

    private static MemberDeclarationSyntax Declare(MethodDeclarationSyntax method, IMethodSymbol shadowed, string name)
    {
        var parameters = method.ParameterList.Parameters.Select(static parameter =>
            string.Join(" ", parameter.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.ThisKeyword) && !modifier.IsKind(SyntaxKind.ParamsKeyword)).Select(static modifier => modifier.Text)
                .Append(parameter.Type!.WithoutTrivia().ToString()).Append(parameter.Identifier.Text)));
        var access = shadowed.ContainingType.TypeKind == TypeKind.Interface ? "" : PrefetchMethods.ReachesPrivate(shadowed.ContainingType) ? "private " : "internal ";
        var constraints = string.Concat(method.ConstraintClauses.Select(static clause => " " + clause.WithoutTrivia()));
        var text = $"{access}{(shadowed.IsStatic ? "static " : "")}{(PrefetchMethods.IsAsynchronous(shadowed) ? "System.Threading.Tasks.ValueTask" : "void")} "
            + $"{name}{method.TypeParameterList?.WithoutTrivia()}({string.Join(", ", parameters)}){constraints} => throw new System.NotImplementedException();";
        var indentation = SyntaxFactory.Whitespace(string.Concat(method.GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1)));
        var newLine = method.SyntaxTree.GetText().Lines[0] is { } line && line.EndIncludingLineBreak - line.End == 2 ? SyntaxFactory.CarriageReturnLineFeed : SyntaxFactory.LineFeed;
        return SyntaxFactory.ParseMemberDeclaration(text, options: method.SyntaxTree.Options)!
            .WithLeadingTrivia(newLine, indentation)
            .WithTrailingTrivia(newLine);
    }
}
