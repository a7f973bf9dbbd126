using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Parsing;

/// <summary>The bodies and types of one file by their ids; nothing is bound but declarations. Not thread-safe.</summary>
internal sealed class FileMembers
{
    private readonly Dictionary<string, List<(SyntaxNode Body, Caller Caller)>> _bodies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, INamedTypeSymbol> _types = new(StringComparer.Ordinal);

    public FileMembers(SyntaxTree tree, BindingSession session, CancellationToken cancellation)
    {
        Model = SemanticModels.Of(session.Compilation, tree);
        var assembly = session.Compilation.Assembly.Name;
        foreach (var node in StaticReader.NodesIn(tree, cancellation))
        {
            if (node is TypeDeclarationSyntax && Model.GetDeclaredSymbol(node, cancellation) is INamedTypeSymbol type)
                _types[session.IdOf(assembly, session.DocIdOf(type))] = type;
            if (!StaticReader.IsBody(node))
                continue;
            StaticReader.Try(() =>
            {
                if (StaticReader.CallerOf(node, Model, cancellation) is { } caller)
                    Add(node, caller, session.IdOf(assembly, caller.DocId));
            });
        }
    }

    public SemanticModel Model { get; }

    /// <summary>All code of a member: that of a constructor stands in initialisers as well.</summary>
    public IReadOnlyList<(SyntaxNode Body, Caller Caller)> BodiesOf(string id) => _bodies.TryGetValue(id, out var bodies) ? bodies : [];

    public INamedTypeSymbol? TypeOf(string id) => _types.TryGetValue(id, out var type) ? type : null;

    private void Add(SyntaxNode body, Caller caller, string id)
    {
        if (!_bodies.TryGetValue(id, out var bodies))
            _bodies.Add(id, bodies = []);
        bodies.Add((body, caller));
    }
}
