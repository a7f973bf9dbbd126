using System.Buffers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Reads a tree once, without binding it: its text, and the syntax of its declarations.</summary>
internal static class TreeIndexer
{
    public static TreeIndex Index(SourceTree source, CancellationToken cancellation)
    {
        var root = source.Tree.GetRoot(cancellation);
        var text = source.Tree.GetText(cancellation);
        var names = new NameHashes.Builder();
        var lists = new List<int>();
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            text.CopyTo(0, buffer, 0, text.Length);
            TextScan.Read(buffer.AsSpan(0, text.Length), names, lists);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }

        return new TreeIndex(
            source, names.Build(), MarkedLocals(root, lists), DeclarationHash.Of(root, source.Settings.MinimumSize, cancellation), Hex.Of([.. text.GetContentHash()]));
    }

    /// <summary>False where a name can only be a type, a namespace, a label or a receiver.</summary>
    public static bool MayNameMethod(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        QualifiedNameSyntax or AliasQualifiedNameSyntax or TypeArgumentListSyntax or BaseTypeSyntax or AttributeSyntax or UsingDirectiveSyntax
            or NameColonSyntax or NameEqualsSyntax or ParameterSyntax or TypeConstraintSyntax or BaseNamespaceDeclarationSyntax
            or NullableTypeSyntax or ArrayTypeSyntax or PointerTypeSyntax or RefTypeSyntax or TupleElementSyntax or TypeOfExpressionSyntax
            or ObjectCreationExpressionSyntax or ExplicitInterfaceSpecifierSyntax or DeclarationPatternSyntax or CatchDeclarationSyntax => false,
        VariableDeclarationSyntax declaration => declaration.Type != name,
        MethodDeclarationSyntax method => method.ReturnType != name,
        PropertyDeclarationSyntax property => property.Type != name,
        CastExpressionSyntax cast => cast.Type != name,
        ForEachStatementSyntax loop => loop.Type != name,
        _ => true,
    };

    private static EquatableArray<string> MarkedLocals(SyntaxNode root, List<int> lists)
    {
        var locals = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var position in lists)
        {
            if (root.FindToken(position) is { Parent: AttributeListSyntax { Parent: LocalFunctionStatementSyntax local } } token && token.IsKind(SyntaxKind.OpenBracketToken))
                locals.Add(local.Identifier.ValueText);
        }

        return locals.ToEquatableArray();
    }
}
