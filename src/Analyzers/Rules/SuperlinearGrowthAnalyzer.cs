using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Analyzers.Measured;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Marks;
using ShadowGen.Shared.Model;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG1011: a method whose measured cost grows faster than n log n does with the size of an argument.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SuperlinearGrowthAnalyzer() : RuleAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Warning(
        RuleIdentifiers.SuperlinearGrowth,
        "Cost grows faster than its input",
        "'{0}' grows as {1}^{2} ({3}), measured over {4} calls");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        if (ModelFiles.Of(start.Options, start.CancellationToken) is { HasLaws: true } model)
            start.RegisterSymbolAction(context => Analyze(context, (IMethodSymbol)context.Symbol, model), SymbolKind.Method);
    }

    private static void Analyze(SymbolAnalysisContext context, IMethodSymbol method, MeasuredModel model)
    {
        if (method.MethodKind == MethodKind.Ordinary && method.PartialDefinitionPart is null && model.Find(method) is { } found && model.Superlinear(found) is { } growth)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                method.Locations[0],
                Names.Of(method),
                growth.Feature.Length == 0 ? "an argument" : growth.Feature,
                growth.Exponent.ToString("0.0", CultureInfo.InvariantCulture),
                ModelGrowth.Resources[growth.Resource],
                growth.Calls.ToString("N0", CultureInfo.InvariantCulture)));
        }
    }
}
