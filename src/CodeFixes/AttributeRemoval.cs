using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.CodeFixes;

/// <summary>Takes an attribute off its declaration, and its brackets when it was alone in them.</summary>
internal static class AttributeRemoval
{
    /// <returns>The declaration, and what makes of its current form one without the attribute.</returns>
    public static (SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Replace)? Of(AttributeSyntax attribute)
    {
        if (attribute.Parent is not AttributeListSyntax { Parent: { } declaration } list)
            return null;
        var at = Lists(declaration).ToList().IndexOf(list);
        var within = list.Attributes.IndexOf(attribute);
        return (declaration, current => Remove(current, Lists(current).ElementAt(at), within));
    }

    private static SyntaxNode Remove(SyntaxNode declaration, AttributeListSyntax list, int within)
    {
        if (list.Attributes.Count > 1)
            return declaration.RemoveNode(list.Attributes[within], SyntaxRemoveOptions.KeepNoTrivia)!;

        // What stands before the first brackets (a comment, the indentation) stands before the declaration then.
        var isFirst = list.SpanStart == declaration.SpanStart;
        var bare = declaration.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)!;
        return isFirst ? bare.WithLeadingTrivia(list.GetLeadingTrivia()) : bare;
    }

    private static IEnumerable<AttributeListSyntax> Lists(SyntaxNode declaration) => declaration.ChildNodes().OfType<AttributeListSyntax>();
}
