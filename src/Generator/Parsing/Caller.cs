using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// The member that a call site belongs to: lambdas and local functions count to the member around them, accessors to their property,
/// and initialisers to the constructor that runs them.
/// </summary>
/// <param name="Symbol">The member itself, or null for the constructor of an initialiser.</param>
/// <param name="Line">1-based.</param>
internal sealed record Caller(string DocId, string Display, int Line, ISymbol? Symbol)
{
    /// <summary>The caller of a site, or null where code is not run (attribute arguments).</summary>
    public static Caller? Of(SyntaxNode site, SemanticModel model, CancellationToken cancellation)
    {
        for (var node = site; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case AttributeSyntax:
                    return null;
                case BaseMethodDeclarationSyntax or IndexerDeclarationSyntax or EventDeclarationSyntax:
                    return Member(model.GetDeclaredSymbol(node, cancellation), node);
                case PropertyDeclarationSyntax property when property.Initializer?.Span.Contains(site.Span) == true:
                    return Constructor(model.GetDeclaredSymbol(property, cancellation), property);
                case PropertyDeclarationSyntax property:
                    return Member(model.GetDeclaredSymbol(property, cancellation), property);
                case VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field:
                    return Constructor(model.GetDeclaredSymbol(field, cancellation), field);
                case PrimaryConstructorBaseTypeSyntax { Parent.Parent: TypeDeclarationSyntax type }:
                    return Member(PrimaryConstructor(model.GetDeclaredSymbol(type, cancellation), type), type);
                case GlobalStatementSyntax global:
                    return Main(model.GetEnclosingSymbol(global.SpanStart, cancellation), global);
            }
        }

        return null;
    }

    private static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol? symbol, TypeDeclarationSyntax type) =>
        symbol?.InstanceConstructors.FirstOrDefault(constructor => constructor.DeclaringSyntaxReferences.Any(reference => reference.Span == type.Span && reference.SyntaxTree == type.SyntaxTree));

    private static Caller? Member(ISymbol? symbol, SyntaxNode node) =>
        symbol?.GetDocumentationCommentId() is { } id ? new Caller(id, Displays.Member(symbol), LineOf(node), symbol) : null;

    private static Caller? Main(ISymbol? symbol, SyntaxNode node)
    {
        while (symbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
            symbol = symbol.ContainingSymbol;
        return Member(symbol, node.Parent!);
    }

    private static Caller? Constructor(ISymbol? member, SyntaxNode node)
    {
        if (member?.ContainingType is not { } type || type.GetDocumentationCommentId() is not { } id)
            return null;
        var declaration = node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() ?? node;
        if (!member.IsStatic && OnlyConstructor(type) is { } only)
            return Member(only, declaration);
        var name = member.IsStatic ? "#cctor" : "#ctor";
        return new Caller($"M:{id.Substring(2)}.{name}", $"{Displays.Type(type)}.{(member.IsStatic ? ".cctor" : ".ctor")}", LineOf(declaration), null);
    }

    // A record's copy constructor, which is implicit, runs no initialiser.
    private static IMethodSymbol? OnlyConstructor(INamedTypeSymbol type)
    {
        var constructors = type.InstanceConstructors.Where(static c => !c.IsImplicitlyDeclared || c.Parameters.IsEmpty).ToList();
        return constructors.Count == 1 ? constructors[0] : null;
    }

    private static int LineOf(SyntaxNode node)
    {
        var token = node switch
        {
            MethodDeclarationSyntax method => method.Identifier,
            ConstructorDeclarationSyntax constructor => constructor.Identifier,
            PropertyDeclarationSyntax property => property.Identifier,
            BaseTypeDeclarationSyntax type => type.Identifier,
            _ => node.GetFirstToken(),
        };
        return token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
    }
}
