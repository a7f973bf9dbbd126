using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator;

/// <summary>Emits a skeleton and interception shims for the shadowed methods of a compilation.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ShadowGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
