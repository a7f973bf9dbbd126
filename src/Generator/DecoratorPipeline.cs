using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ShadowGen.Generator.Emit;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Generator;

/// <summary>
/// The decorators of shadowed interfaces: looked for again when a declaration changes, written again when their interface does. Of no cost to a project that does
/// not reference the package that registers them.
/// </summary>
internal static class DecoratorPipeline
{
    public static void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<Census> census,
        IncrementalValueProvider<ProjectOptions> project,
        IncrementalValueProvider<CompilationHandle> compilation)
    {
        var sources = census.Combine(project)
            .Select(static (input, _) => new DecoratorInput(input.Left, input.Right))
            .Combine(compilation)
            .WithComparer(SameButForCompilation<DecoratorInput>.Instance)
            .SelectMany(static (input, cancellation) => DecoratorSource.Find(input.Item1, input.Item2.Compilation, cancellation))
            .WithTrackingName(TrackingNames.Decorators)
            .Select(static (decorator, _) => DecoratorEmitter.Emit(decorator))
            .WithTrackingName(TrackingNames.EmitDecorators);

        context.RegisterImplementationSourceOutput(
            sources,
            static (output, source) => output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8)));
    }
}
