using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Fuzzer.Reduction;

/// <summary>Finds declarations that a program may do without.</summary>
internal static class DeclarationCuts
{
    /// <summary>Bodies that could return at once, as they do without fuel; then nobody needs what they call.</summary>
    public static IEnumerable<CutSet> Bodies(IReadOnlyList<SyntaxNode> files) => files.SelectMany((root, i) => root.DescendantNodes().OfType<IfStatementSyntax>()
        .Where(static branch => branch.Condition.ToString() == "!f.Go" && branch.Parent is BlockSyntax { Statements.Count: > 1 })
        .Select(branch => new CutSet(new Cut(i, ((BlockSyntax)branch.Parent!).Statements.Span, branch.Statement.ToString()))));

    /// <summary>Types, each with the global instances of it.</summary>
    public static IEnumerable<CutSet> Types(IReadOnlyList<SyntaxNode> files)
    {
        foreach (var (type, i) in Of<TypeDeclarationSyntax>(files).Where(static found => found.Node.Identifier.Text is not ("Program" or "G")))
        {
            var globals = Of<FieldDeclarationSyntax>(files).Select(static found => ((MemberDeclarationSyntax)found.Node, found.File))
                .Concat(Of<PropertyDeclarationSyntax>(files).Select(static found => ((MemberDeclarationSyntax)found.Node, found.File)))
                .Where(found => found.Item1.Parent is TypeDeclarationSyntax { Identifier.Text: "G" } && Mentions(found.Item1, type.Identifier.Text));
            yield return new CutSet([new Cut(i, type.Span), .. globals.Select(static found => new Cut(found.File, found.Item1.Span))]);
        }
    }

    /// <summary>Methods, all of a name together: overrides, implementations and overloads share it.</summary>
    public static IEnumerable<CutSet> Methods(IReadOnlyList<SyntaxNode> files) => Of<MethodDeclarationSyntax>(files)
        .Where(static found => found.Node.Identifier.Text != "Run")
        .GroupBy(static found => found.Node.Identifier.Text)
        .Select(static group => new CutSet([.. group.Select(static found => new Cut(found.File, found.Node.Span))]));

    /// <summary>Members one by one, and what headers say beyond need.</summary>
    public static IEnumerable<CutSet> Parts(IReadOnlyList<SyntaxNode> files)
    {
        foreach (var (node, i) in Of<SyntaxNode>(files))
        {
            if (node is MemberDeclarationSyntax member and not BaseNamespaceDeclarationSyntax && !Machinery.IsPart(member) && !IsRun(member))
                yield return new CutSet(new Cut(i, member.Span));
            else if (node is BaseListSyntax or TypeParameterConstraintClauseSyntax or AttributeListSyntax or UsingDirectiveSyntax)
                yield return new CutSet(new Cut(i, node.Span));
        }
    }

    /// <summary>Parts of a partial type that stand side by side become one.</summary>
    public static IEnumerable<CutSet> Partials(IReadOnlyList<SyntaxNode> files) => Of<TypeDeclarationSyntax>(files)
        .Select(static found => (First: found.Node, Second: found.Node.Parent!.ChildNodes().SkipWhile(node => node != found.Node).ElementAtOrDefault(1) as TypeDeclarationSyntax, found.File))
        .Where(static pair => pair.Second is { BaseList: null } second && second.Identifier.Text == pair.First.Identifier.Text)
        .Select(static pair => new CutSet(new Cut(pair.File, TextSpan.FromBounds(pair.First.CloseBraceToken.SpanStart, pair.Second!.OpenBraceToken.Span.End))));

    private static bool IsRun(MemberDeclarationSyntax member) => member is MethodDeclarationSyntax { Identifier.Text: "Run" } or TypeDeclarationSyntax { Identifier.Text: "Program" };

    private static bool Mentions(SyntaxNode node, string name) => node.DescendantNodes().OfType<SimpleNameSyntax>().Any(found => found.Identifier.Text == name);

    private static IEnumerable<(T Node, int File)> Of<T>(IReadOnlyList<SyntaxNode> files)
        where T : SyntaxNode => files.SelectMany(static (root, i) => root.DescendantNodes().OfType<T>().Select(node => (node, i)));
}
