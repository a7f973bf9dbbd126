using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Generator.Effects;

/// <summary>
/// Summaries of the methods of one compilation, each made when first asked for. Calls are followed into source; recursion is iterated to a fixed point, and what hangs on an
/// unfinished caller is not kept. Thread-safe.
/// </summary>
/// <param name="compilation">Whose source is followed.</param>
/// <param name="isTrusted">Methods that somebody vouches for: they are not followed, and have no effect. Thread-safe.</param>
/// <param name="only">The one tree that is followed into, so that what is found depends on no other body; null: all of them.</param>
internal sealed class EffectAnalysis(Compilation compilation, Func<IMethodSymbol, bool> isTrusted, SyntaxTree? only = null)
{
    private const int DeepestCall = 24;
    private const int MostBodies = 2000;
    private const int MostRounds = 6;

    private readonly ConcurrentDictionary<ISymbol, EffectSummary> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Of a method with a body in this compilation; null without one.</summary>
    public EffectSummary? Of(IMethodSymbol method, CancellationToken cancellation) => new Walk(this, cancellation).Of(method);

    /// <summary>Everything in a body that changes what others can see.</summary>
    /// <param name="method">Whose body it is.</param>
    /// <param name="graph">The body.</param>
    /// <param name="cancellation">Ends the search.</param>
    public HashSet<SyntaxNode> ChangesIn(IMethodSymbol method, ControlFlowGraph graph, CancellationToken cancellation)
    {
        var places = new HashSet<SyntaxNode>();
        new BodyEffects(new Walk(this, cancellation), method, graph) { Changed = place => places.Add(place) }.Run();
        return places;
    }

    public bool IsTrusted(IMethodSymbol method) => isTrusted(method) || KnownCalls.IsPure(method);

    /// <summary>One question: the chain of calls that it has followed.</summary>
    internal sealed class Walk(EffectAnalysis analysis, CancellationToken cancellation)
    {
        private readonly Dictionary<ISymbol, (int Depth, EffectSummary Summary)> _open = new(SymbolEqualityComparer.Default);
        private int _bodies;
        private int _lowest = int.MaxValue;

        public CancellationToken Cancellation { get; } = cancellation;

        public bool IsTrusted(IMethodSymbol method) => analysis.IsTrusted(method);

        /// <summary>Null where nothing can be said.</summary>
        public EffectSummary? Of(IMethodSymbol method)
        {
            Cancellation.ThrowIfCancellationRequested();
            method = method.OriginalDefinition;
            method = method.PartialImplementationPart ?? method;
            if (analysis._known.TryGetValue(method, out var known))
                return known;
            if (_open.TryGetValue(method, out var open))
            {
                _lowest = Math.Min(_lowest, open.Depth);
                return open.Summary;
            }

            if (_open.Count >= DeepestCall || ++_bodies > MostBodies || GraphOf(method) is not { } graph)
                return null;
            return Close(method, graph);
        }

        private EffectSummary Close(IMethodSymbol method, ControlFlowGraph graph)
        {
            var depth = _open.Count;
            var outer = _lowest;
            _lowest = int.MaxValue;
            var summary = EffectSummary.None;
            for (var round = 0; round < MostRounds; round++)
            {
                _open[method] = (depth, summary);
                var next = new BodyEffects(this, method, graph).Run();
                var isDone = next.HasSameFactsAs(summary) || _lowest > depth;
                summary = next;
                if (isDone)
                    break;
            }

            _open.Remove(method);
            if (_lowest >= depth)
                analysis._known.TryAdd(method, summary);
            _lowest = Math.Min(outer, _lowest >= depth ? int.MaxValue : _lowest);
            return summary;
        }

        private ControlFlowGraph? GraphOf(IMethodSymbol method)
        {
            if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(Cancellation) is not { } syntax || !analysis.Owns(syntax.SyntaxTree))
                return null;
            return SemanticModels.Of(analysis.Compilation, syntax.SyntaxTree).GetOperation(syntax, Cancellation) switch
            {
                IMethodBodyOperation { Parent: null } body when HasBody(body) => ControlFlowGraph.Create(body, Cancellation),
                IConstructorBodyOperation { Parent: null } body => ControlFlowGraph.Create(body, Cancellation),
                IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, Cancellation),
                _ => null,
            };
        }

        private static bool HasBody(IMethodBodyOperation body) => body.BlockBody is not null || body.ExpressionBody is not null;
    }

    private Compilation Compilation { get; } = compilation;

    private bool Owns(SyntaxTree tree) => only is null ? Compilation.ContainsSyntaxTree(tree) : tree == only;
}
