using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Benchmarks.Rivals;

/// <summary>Every invocation is a node of the pipeline, and is bound only when it is made by the name of a tracked method.</summary>
internal sealed class NodesThenNames : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var names = context.SyntaxProvider.ForAttributeWithMetadataName(Bound.Attribute, static (_, _) => true, static (found, _) => found.TargetSymbol.Name)
            .Collect()
            .Select(static (found, _) => found.ToImmutableHashSet());
        var calls = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => node is InvocationExpressionSyntax,
                static (syntax, _) => (InvocationExpressionSyntax)syntax.Node)
            .Combine(names)
            .Where(static input => Bound.NameOf(input.Left) is { } name && input.Right.Contains(name))
            .Combine(context.CompilationProvider)
            .Select(static (input, cancellation) => Bound.Location(input.Left.Left, input.Right.GetSemanticModel(input.Left.Left.SyntaxTree), cancellation))
            .Where(static location => location is not null)
            .Collect();
        context.RegisterSourceOutput(calls, static (output, locations) => output.AddSource("Calls.g.cs", Bound.Write(locations!)));
    }
}
