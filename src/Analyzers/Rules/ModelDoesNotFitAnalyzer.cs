using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ShadowGen.Analyzers.Measured;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Marks;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG1009: a model file that cannot be read, that is of another program, or that does not know much of what is shadowed now.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelDoesNotFitAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.CompilationWarning(
        RuleIdentifiers.ModelDoesNotFit,
        "Model is damaged, foreign or stale",
        "The model {0}");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(static end =>
        {
            if (KnownAttributes.Find(end.Compilation) is not null && ModelFiles.Find(end.Options) is { } file)
                Check(end, file);
        });
    }

    private static void Check(CompilationAnalysisContext context, AdditionalText file)
    {
        var reading = ModelFiles.Read(file, context.CancellationToken);
        if (reading.Model is not { } model)
        {
            Report(context, file, reading.Line, $"cannot be read, and the app starts without it: {reading.Fault}");
            return;
        }

        var fit = ModelFitness.Of(context.Compilation, model, new ShadowedCalls(context.Compilation, context.Options.AnalyzerConfigOptionsProvider).OptIn, context.CancellationToken);
        if (fit.IsForeign)
            Report(context, file, 1, $"is of another program: of its {Number(fit.InModel)} methods {Number(fit.OfThisOrReferenced)} are of this assembly or of what it references, and of this assembly's {Number(fit.Shadowed)} shadowed methods it knows {Number(fit.Known)}");
        else if (fit is { IsStale: true, FirstUnknown: { } first })
            Report(context, file, 1, $"is stale: of {Number(fit.Shadowed)} shadowed methods it does not know {Number(fit.Unknown)}, such as '{Names.Of(first)}'; let the app run with ShadowModelPath, and take the new file");
    }

    private static void Report(CompilationAnalysisContext context, AdditionalText file, int line, string what)
    {
        var at = new LinePosition(Math.Max(0, line - 1), 0);
        context.ReportDiagnostic(Diagnostic.Create(Rule, Location.Create(file.Path, default, new LinePositionSpan(at, at)), what));
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
