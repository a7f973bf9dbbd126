using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Parsing;

/// <summary>How many loops repeat an expression, within the function that it stands in.</summary>
internal static class LoopDepth
{
    public static int Of(SyntaxNode site)
    {
        var depth = 0;
        for (var (node, parent) = (site, site.Parent); parent is not null; (node, parent) = (parent, parent.Parent))
        {
            if (parent is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax)
                break;
            if (IsRepeated(node, parent))
                depth++;
        }

        return depth;
    }

    private static bool IsRepeated(SyntaxNode part, SyntaxNode loop) => loop switch
    {
        WhileStatementSyntax or DoStatementSyntax => true,
        CommonForEachStatementSyntax each => part == each.Statement,
        ForStatementSyntax counted => part != counted.Declaration && !counted.Initializers.Any(initializer => initializer == part),
        _ => false,
    };
}
