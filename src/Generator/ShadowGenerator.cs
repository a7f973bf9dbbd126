using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ShadowGen.Generator.Ahead;
using ShadowGen.Generator.Emit;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Generator;

/// <summary>
/// Emits, for each source file that declares or calls shadowed methods, a skeleton and one interception shim per edge.
/// </summary>
/// <remarks>
/// A tree is indexed once, without binding. It is bound again only when it, or a declaration anywhere, changes: a body edit re-runs one file,
/// and a file that mentions no shadowed name is never bound.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class ShadowGenerator : IIncrementalGenerator
{
    /// <summary>Told of each tree that is bound, on any thread: tests and benchmarks count by it.</summary>
    internal Action<SyntaxTree>? Bound { get; init; }

    /// <summary>A trap that is not guarded against: only the fuzzer sets it, to see that it would find the damage.</summary>
    internal Model.SkipReason Unguarded { get; init; }

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var memory = new TreeMemory();
        var bound = Bound;
        var unguarded = Unguarded;

        var project = context.AnalyzerConfigOptionsProvider
            .Select((options, _) => ProjectOptions.Read(options.GlobalOptions) with { Unguarded = unguarded })
            .WithTrackingName(TrackingNames.Project);

        var compilation = context.CompilationProvider.Select(static (compilation, _) => new CompilationHandle(compilation));

        // What flows from step to step is one object, or two, and never a value type: the driver's own code is then compiled once for all steps, and not once for each.
        var index = context.CompilationProvider.Combine(project)
            .Select(static (input, _) => Tuple.Create(input.Left, input.Right))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((input, cancellation) => ProjectIndex.Take(input.Left.Item1, input.Left.Item2, input.Right, memory, cancellation))
            .WithTrackingName(TrackingNames.Index);

        var census = index.Combine(compilation)
            .Select(static (input, _) => Census.Take(input.Left.Trees, input.Right.Compilation))
            .WithTrackingName(TrackingNames.Census);

        var optedIn = census.Combine(compilation)
            .WithComparer(SameButForCompilation<Census>.Instance)
            .Select(static (input, cancellation) => OptedInNames.Find(input.Item2.Compilation, input.Item1, cancellation))
            .WithTrackingName(TrackingNames.OptedIn);

        census.Combine(compilation)
            .WithComparer(SameButForCompilation<Census>.Instance)
            .Select(static (input, cancellation) => ShadowedApi.Find(input.Item2.Compilation, input.Item1, cancellation))
            .WithTrackingName(TrackingNames.Api)
            .RegisterApi(context);

        index.Combine(census)
            .Select(static (input, _) => Tuple.Create(input.Left, input.Right))
            .Combine(optedIn)
            .Select(static (input, _) => Tuple.Create(input.Left.Item1, input.Left.Item2, input.Right))
            .Combine(project)
            .Select(static (input, _) => new ProjectInput(input.Left.Item1, input.Left.Item2, input.Left.Item3, input.Right))
            .Combine(compilation)
            .WithComparer(SameButForCompilation<ProjectInput>.Instance)
            .Select((input, cancellation) => ProjectBinder.Bind(input.Item1, input.Item2.Compilation, memory, AheadPlanner.Plan, bound, cancellation))
            .WithTrackingName(TrackingNames.Bind)
            .SelectMany(static (bound, _) => bound.Files)
            .WithTrackingName(TrackingNames.Files)
            .RegisterEmission(context);

        DecoratorPipeline.Register(context, census, project, compilation);
        ShadowsPipeline.Register(context, index, census, project, compilation);
    }
}

file static class Emission
{
    public static void RegisterApi(this IncrementalValueProvider<Model.ApiModel?> api, IncrementalGeneratorInitializationContext context) =>
        context.RegisterImplementationSourceOutput(
            api.Select(static (api, _) => api is null ? null : ApiEmitter.Emit(api)),
            static (output, source) =>
            {
                if (source is not null)
                    output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8));
            });

    public static void RegisterEmission(this IncrementalValuesProvider<Model.FileModel> files, IncrementalGeneratorInitializationContext context)
    {
        var sources = files
            .Select(static (file, _) => FileEmitter.Emit(file))
            .WithTrackingName(TrackingNames.Emit);

        var shared = files
            .Where(static file => file is { HasAttributeOfItsOwn: false, Edges.Count: > 0 })
            .Select(static (file, _) => file.Language)
            .Collect()
            .Select(static (languages, _) => languages.IsEmpty ? null : InterceptsLocationEmitter.Shared(languages[0]));
        context.RegisterImplementationSourceOutput(
            shared,
            static (output, source) =>
            {
                if (source is not null)
                    output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8));
            });

        var module = files
            .Where(static file => file.Language.HasModuleInitializers)
            .Select(static (file, _) => file.Language)
            .Collect()
            .Select(static (languages, _) => languages.IsEmpty ? null : ModuleEmitter.Emit(languages[0]));
        context.RegisterImplementationSourceOutput(
            module,
            static (output, source) =>
            {
                if (source is not null)
                    output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8));
            });

        // Shims and skeletons add no name that user code can see, so an editor need not wait for them.
        context.RegisterImplementationSourceOutput(
            sources,
            static (output, source) => output.AddSource(source.HintName, SourceText.From(source.Text, Encoding.UTF8)));
    }
}
