using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Benchmarks.Rivals;

/// <summary>What a first version does: every invocation is a node of the pipeline, and each is bound in each run.</summary>
internal sealed class BindEveryInvocation : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var calls = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => node is InvocationExpressionSyntax,
                static (syntax, cancellation) => Bound.Location((InvocationExpressionSyntax)syntax.Node, syntax.SemanticModel, cancellation))
            .Where(static location => location is not null)
            .Collect();
        context.RegisterSourceOutput(calls, static (output, locations) => output.AddSource("Calls.g.cs", Bound.Write(locations!)));
    }
}
