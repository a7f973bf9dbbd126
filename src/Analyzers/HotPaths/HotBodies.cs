using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Parsing;
using ShadowGen.Shared;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>Gathers the facts of a compilation's bodies as the compiler's driver binds them. Thread-safe.</summary>
/// <param name="compilation">Whose bodies.</param>
/// <param name="shadowed">What its shims see.</param>
/// <param name="bodyRead">Told of each member whose body is read.</param>
internal sealed class HotBodies(Compilation compilation, ShadowedCalls shadowed, Action<ISymbol>? bodyRead)
{
    private readonly ConcurrentQueue<BodyFacts> _facts = new();
    private readonly Hierarchy _hierarchy = Hierarchy.Of(compilation);
    private readonly OperationCost _costs = new(shadowed.OptIn.IsService);

    public ShadowedCalls Shadowed => shadowed;

    public IEnumerable<BodyFacts> Facts => _facts;

    public void Read(OperationBlockAnalysisContext context)
    {
        if (IsOurs(context.OwningSymbol))
            return;
        bodyRead?.Invoke(context.OwningSymbol);
        foreach (var block in context.OperationBlocks)
        {
            if (block.Kind is OperationKind.Attribute or OperationKind.ParameterInitializer)
                continue;
            var isInitialiser = block.Kind is OperationKind.FieldInitializer or OperationKind.PropertyInitializer;
            var facts = new BodyFacts(Members.OwnerOf(context.OwningSymbol, isInitialiser), block.Syntax, context.IsGeneratedCode);
            try
            {
                new BodyShape(facts, new CallReader(facts, compilation.Assembly, _hierarchy), _costs, compilation.Assembly, context.CancellationToken).Read(block);
            }
            catch (InsufficientExecutionStackException)
            {
                // An expression of thousands of terms: what was read of it until here stands.
            }

            _facts.Enqueue(facts);
        }
    }

    // Shims are our own, and stand for calls that are counted where they are written.
    private static bool IsOurs(ISymbol symbol) =>
        symbol.Name.StartsWith("ShadowGen_", StringComparison.Ordinal)
        || symbol.ContainingNamespace is { Name: "Generated", ContainingNamespace: { Name: KnownNames.RootNamespace, ContainingNamespace.IsGlobalNamespace: true } };
}
