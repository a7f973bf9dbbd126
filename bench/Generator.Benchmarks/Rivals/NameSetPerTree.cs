using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Benchmarks.Rivals;

/// <summary>
/// Every tree is an item of the pipeline with the set of names that it calls; trees that call a tracked name are bound in each run.
/// Not sound as it stands: what it skips in the trees without a tracked name is right, but it does not write what it found per file.
/// </summary>
internal sealed class NameSetPerTree : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var names = context.SyntaxProvider.ForAttributeWithMetadataName(Bound.Attribute, static (_, _) => true, static (found, _) => found.TargetSymbol.Name)
            .Collect()
            .Select(static (found, _) => found.ToImmutableHashSet());
        var calls = context.CompilationProvider
            .SelectMany(static (compilation, _) => compilation.SyntaxTrees)
            .Select(static (tree, cancellation) => (Tree: tree, Names: Names(tree, cancellation)))
            .Combine(names)
            .Where(static input => input.Left.Names.Overlaps(input.Right))
            .Combine(context.CompilationProvider)
            .SelectMany(static (input, cancellation) => Locations(input.Left.Left.Tree, input.Left.Right, input.Right, cancellation))
            .Collect();
        context.RegisterSourceOutput(calls, static (output, locations) => output.AddSource("Calls.g.cs", Bound.Write(locations)));
    }

    private static HashSet<string> Names(SyntaxTree tree, CancellationToken cancellation) =>
        [.. tree.GetRoot(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>().Select(Bound.NameOf).OfType<string>()];

    private static IEnumerable<string> Locations(SyntaxTree tree, ImmutableHashSet<string> names, Compilation compilation, CancellationToken cancellation)
    {
        var model = compilation.GetSemanticModel(tree);
        return tree.GetRoot(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => Bound.NameOf(call) is { } name && names.Contains(name))
            .Select(call => Bound.Location(call, model, cancellation))
            .OfType<string>();
    }
}
