using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Reads the bodies and types of one file.</summary>
internal static class StaticReader
{
    /// <summary>All of them.</summary>
    public static StaticModel Read(SemanticModel model, BindingSession session, CancellationToken cancellation)
    {
        var facts = new Facts(session, model.SyntaxTree);
        foreach (var node in NodesIn(model.SyntaxTree, cancellation))
        {
            if (node is TypeDeclarationSyntax type && model.GetDeclaredSymbol(type, cancellation) is { } symbol)
                Overriding.Read(symbol, facts);
            if (!IsBody(node))
                continue;
            Try(() =>
            {
                if (CallerOf(node, model, cancellation) is { } caller)
                    ReadBody(node, caller, model, facts, cancellation);
            });
        }

        return facts.Freeze();
    }

    /// <summary>Some of them: of a member that is wanted its type as well.</summary>
    /// <param name="wanted">Ids of members and types.</param>
    /// <param name="members">The file's.</param>
    /// <param name="session">Whose compilation holds the file.</param>
    /// <param name="cancellation">Ends it.</param>
    public static StaticModel Read(ICollection<string> wanted, FileMembers members, BindingSession session, CancellationToken cancellation)
    {
        var (model, facts) = (members.Model, new Facts(session, whole: null));
        var types = new HashSet<INamedTypeSymbol>(wanted.Select(members.TypeOf).OfType<INamedTypeSymbol>(), SymbolEqualityComparer.Default);
        foreach (var (node, caller) in wanted.SelectMany(members.BodiesOf))
        {
            Try(() => ReadBody(node, caller, model, facts, cancellation));
            if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration && model.GetDeclaredSymbol(declaration, cancellation) is { } owner)
            {
                types.Add(owner);
                facts.AddStaticConstructor(session.IdOf(session.Compilation.Assembly.Name, caller.DocId), owner);
            }
        }

        foreach (var type in types)
            Overriding.Read(type, facts);
        return facts.Freeze();
    }

    public static Caller? CallerOf(SyntaxNode body, SemanticModel model, CancellationToken cancellation) => Caller.Of(SiteIn(body), model, cancellation);

    public static IEnumerable<SyntaxNode> NodesIn(SyntaxTree tree, CancellationToken cancellation)
    {
        foreach (var node in tree.GetRoot(cancellation).DescendantNodesAndSelf(static node => node is not (StatementSyntax or ExpressionSyntax)))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return node;
        }
    }

    // What cannot be read is left out of the estimate, and nothing else.
    public static void Try(Action read) => Guard.Run(() =>
    {
        read();
        return SkipReason.None;
    });

    public static bool IsBody(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null || method is ConstructorDeclarationSyntax,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        ArrowExpressionClauseSyntax arrow => arrow.Parent is PropertyDeclarationSyntax or IndexerDeclarationSyntax,
        EqualsValueClauseSyntax value => value.Parent is PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax },
        TypeDeclarationSyntax type => type.BaseList?.Types.FirstOrDefault() is PrimaryConstructorBaseTypeSyntax,
        CompilationUnitSyntax unit => unit.Members.Any(static member => member is GlobalStatementSyntax),
        _ => false,
    };

    private static void ReadBody(SyntaxNode node, Caller caller, SemanticModel model, Facts facts, CancellationToken cancellation)
    {
        if (GraphOf(model.GetOperation(node, cancellation), cancellation) is not { } graph)
            return;
        var id = facts.AddBody(caller, 0);
        var reader = new BodyReader(facts, id, cancellation);
        reader.Read(graph);
        facts.AddBody(caller, reader.Cost);
        if (node is ConstructorDeclarationSyntax constructor && caller.Symbol is IMethodSymbol symbol)
            Construction.Read(constructor, symbol, id, facts);
    }

    // Something inside, from which the caller is looked for outwards.
    private static SyntaxNode SiteIn(SyntaxNode node) => node switch
    {
        CompilationUnitSyntax unit => unit.Members.First(static member => member is GlobalStatementSyntax),
        TypeDeclarationSyntax type => type.BaseList!.Types[0],
        EqualsValueClauseSyntax value => value.Value,
        _ => node,
    };

    private static ControlFlowGraph? GraphOf(IOperation? operation, CancellationToken cancellation) => operation switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellation),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellation),
        IFieldInitializerOperation value => ControlFlowGraph.Create(value, cancellation),
        IPropertyInitializerOperation value => ControlFlowGraph.Create(value, cancellation),
        IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancellation),
        _ => null,
    };
}
