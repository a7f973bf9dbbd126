using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// A hash of a tree's declarations: all that can change what another file's calls bind to. Bodies and initialisers that no binding
/// can see are left out, whatever node kinds a newer language version brings stays in: a kind unknown here costs a rebind, never a wrong binding.
/// </summary>
internal static class DeclarationHash
{
    /// <param name="minimumSize">Whether a body is below it decides if the method is shadowed, which other files' calls depend on.</param>
    public static string Of(SyntaxNode root, int minimumSize, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        foreach (var item in root.DescendantNodesAndTokens(static node => !IsInvisibleOutside(node)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (item.IsToken)
                text.Append(item.AsToken().Text).Append('\n');
            else if (IsInvisibleOutside(item.AsNode()!))
                text.Append(IsSmallBody(item.AsNode()!, minimumSize) ? '\u0002' : '\u0001').Append(item.RawKind);
        }

        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            // Which branch of #if is taken shows in the tokens; #nullable is the one directive that changes a declaration from outside it.
            if (directive.IsKind(SyntaxKind.NullableDirectiveTrivia))
                text.Append(directive.ToString()).Append(Depth(directive)).Append('\n');
        }

        using var sha = SHA256.Create();
        return Hex.Of(sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static bool IsSmallBody(SyntaxNode node, int minimumSize) =>
        node.Parent is MethodDeclarationSyntax && node is BlockSyntax or ArrowExpressionClauseSyntax && minimumSize > 0 && MethodSize.IsBodyBelow(node, minimumSize);

    private static bool IsInvisibleOutside(SyntaxNode node) => node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax or GlobalStatementSyntax => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax field } } =>
            !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };

    // A #nullable that moves from one member to another has the same text; how many members stand before it differs.
    private static int Depth(SyntaxNode directive)
    {
        var position = directive.SpanStart;
        return directive.SyntaxTree.GetRoot().DescendantNodes(static node => !IsInvisibleOutside(node))
            .OfType<MemberDeclarationSyntax>().Count(member => member.SpanStart < position);
    }
}
