using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Benchmarks.Rivals;

/// <summary>The least that a generator with an attribute costs: it finds the tracked methods, and looks at no call.</summary>
internal sealed class AttributeFloor : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var names = context.SyntaxProvider.ForAttributeWithMetadataName(Bound.Attribute, static (_, _) => true, static (found, _) => found.TargetSymbol.Name).Collect();
        context.RegisterSourceOutput(names, static (output, found) => output.AddSource("Names.g.cs", Bound.Write(found)));
    }
}
