using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Analyzers.HotPaths;
using ShadowGen.Analyzers.Measured;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Marks;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG1001: a path that takes much of the time, as a model has measured or the code alone says, and that no shim sees.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HotPathNotShadowedAnalyzer() : RuleAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.CompilationWarning(
        RuleIdentifiers.HotPathNotShadowed,
        "Hot path is not shadowed",
        "'{0}' takes {1} % of the {2}{3} and no shim sees it; mark it [Shadowed]");

    /// <summary>Told of each member whose body is read.</summary>
    internal Action<ISymbol>? BodyRead { get; set; }

    /// <summary>Paths lead through generated code; nothing is said about it.</summary>
    private protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze;

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        if (HotPathShare.Of(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions) is not { } share
            || IsOffEverywhere(start.Compilation, start.CancellationToken))
            return;
        var reader = new HotBodies(start.Compilation, new ShadowedCalls(start.Compilation, start.Options.AnalyzerConfigOptionsProvider), BodyRead);
        start.RegisterOperationBlockAction(reader.Read);
        start.RegisterCompilationEndAction(end => Report(end, reader, share, known));
    }

    private static void Report(CompilationAnalysisContext context, HotBodies bodies, double share, KnownAttributes known)
    {
        var graph = new HotGraph(context.Compilation, bodies.Facts, context.CancellationToken);
        var marking = new Marking(context.Compilation, bodies.Shadowed, new OptInSettingsReader(context.Options.AnalyzerConfigOptionsProvider), known, context.CancellationToken);
        if (ModelFiles.Of(context.Options, context.CancellationToken) is { } model)
            graph.Measure(model, marking.IsShadowed);
        var search = new HotPathSearch(graph, marking, share, context.Compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary);
        foreach (var path in search.Find(context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                path.Method.Locations[0],
                path.Path.Take(path.Path.Count - 1).Select(static member => member.Locations[0]),
                Names.Of(path.Method),
                (path.IsMeasured ? "a measured " : "an estimated ") + Math.Round(path.Share * 100).ToString(CultureInfo.InvariantCulture),
                path.IsMeasured ? "CPU time" : "time",
                path.Path.Count > 1 ? $", on the path {path.Text}," : ""));
        }
    }

    // The driver passes a rule by that is off for the whole compilation, but not one that is off in each of its files.
    private static bool IsOffEverywhere(Compilation compilation, CancellationToken cancellation) =>
        compilation.Options.SyntaxTreeOptionsProvider is { } provider
        && compilation.SyntaxTrees.All(tree => provider.TryGetDiagnosticValue(tree, RuleIdentifiers.HotPathNotShadowed, cancellation, out var severity) && severity == ReportDiagnostic.Suppress);
}
