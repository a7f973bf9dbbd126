using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Reads a tree once, by syntax only.</summary>
internal static class TreeIndexer
{
    public static TreeIndex Index(SourceTree source, CancellationToken cancellation)
    {
        var root = source.Tree.GetRoot(cancellation);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var locals = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case MethodDeclarationSyntax method:
                    names.Add(method.Identifier.ValueText);
                    break;
                case LocalFunctionStatementSyntax { AttributeLists.Count: > 0 } local:
                    locals.Add(local.Identifier.ValueText);
                    break;
                case SimpleNameSyntax name when MayNameMethod(name):
                    names.Add(name.Identifier.ValueText);
                    break;
            }
        }

        var content = source.Tree.GetText(cancellation).GetContentHash();
        return new TreeIndex(source, names.ToEquatableArray(), locals.ToEquatableArray(), DeclarationHash.Of(root, source.Settings.MinimumSize, cancellation), Hex.Of([.. content]));
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
}
