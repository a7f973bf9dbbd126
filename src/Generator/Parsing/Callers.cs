using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Parsing;

/// <summary>The callers of one file's sites. Most members have several sites, one after the other: the last member is remembered. Not thread-safe.</summary>
internal sealed class Callers(SemanticModel model)
{
    private BaseMethodDeclarationSyntax? _last;
    private Caller? _caller;

    /// <returns>Null where code is not run (attribute arguments).</returns>
    public Caller? Of(SyntaxNode site, CancellationToken cancellation)
    {
        if (Method(site) is not { } method)
            return Caller.Of(site, model, cancellation);
        if (method != _last)
        {
            _caller = Caller.Of(site, model, cancellation);
            _last = method;
        }

        return _caller;
    }

    // Only where every site in it has the same caller: not under an attribute, which has none.
    private static BaseMethodDeclarationSyntax? Method(SyntaxNode site)
    {
        for (var node = site; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case AttributeSyntax:
                    return null;
                case BaseMethodDeclarationSyntax method:
                    return method;
            }
        }

        return null;
    }
}
