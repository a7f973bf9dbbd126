using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ShadowGen.Generator.Emit;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Generator;

/// <summary>
/// The typed predictors <c>Shadows.Type.Method(args)</c>: looked for again when a declaration changes, written again when what they are made of does. Of no cost to a project whose code does
/// not say <c>Shadows</c>.
/// </summary>
internal static class ShadowsPipeline
{
    private static readonly NameHashes Name = NameHashes.Of([ShadowPlaces.Root]);

    public static void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<IndexedTrees> index,
        IncrementalValueProvider<Census> census,
        IncrementalValueProvider<ProjectOptions> project,
        IncrementalValueProvider<CompilationHandle> compilation)
    {
        var isNamed = index.Select(static (index, _) => index.Trees.Any(static tree => tree.Names.Overlaps(Name)) ? ShadowPlaces.Root : "");
        var sources = census.Combine(project)
            .Select(static (input, _) => Tuple.Create(input.Left, input.Right))
            .Combine(isNamed)
            .Select(static (input, _) => new ShadowInput(input.Left.Item1, input.Left.Item2, input.Left.Item2.WritesShadows ?? input.Right.Length != 0))
            .Combine(compilation)
            .WithComparer(SameButForCompilation<ShadowInput>.Instance)
            .SelectMany(static (input, cancellation) => ShadowSource.Find(input.Item1, input.Item2.Compilation, cancellation))
            .WithTrackingName(TrackingNames.Shadows)
            .Select(static (type, _) => ShadowsEmitter.Emit(type))
            .WithTrackingName(TrackingNames.EmitShadows);

        // User code names these, so an editor needs them too.
        context.RegisterSourceOutput(
            sources,
            static (output, source) => output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8)));
    }
}
