using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Analyzers.Measured;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Marks;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG1012: a shadowed method of which several runs, with many calls, counted none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShadowedNeverReachedAnalyzer() : RuleAnalyzer(Rule)
{
    /// <summary>What one run leaves out, the next may do.</summary>
    private const int LeastRuns = 3;

    private const long LeastCalls = 10_000;

    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Suggestion(
        RuleIdentifiers.ShadowedNeverReached,
        "Shadowed method is never reached",
        "'{0}' is shadowed, and the {1} runs of the model, with {2} calls, counted no call of it");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        if (ModelFiles.Of(start.Options, start.CancellationToken) is not { Runs: >= LeastRuns, Calls: >= LeastCalls } model)
            return;
        var shadowed = new ShadowedCalls(start.Compilation, start.Options.AnalyzerConfigOptionsProvider);
        start.RegisterSymbolAction(context => Analyze(context, (IMethodSymbol)context.Symbol, model, shadowed), SymbolKind.Method);
    }

    // Asked of the model first, which is cheaper. A method that the model does not have is newer than its runs.
    private static void Analyze(SymbolAnalysisContext context, IMethodSymbol method, MeasuredModel model, ShadowedCalls shadowed)
    {
        if (method.MethodKind == MethodKind.Ordinary && method.PartialDefinitionPart is null && !IsCalledByOtherNames(method)
            && model.Find(method) is { } found && !model.IsReached(found) && shadowed.OptIn.IsShadowed(method))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                method.Locations[0],
                Names.Of(method),
                model.Runs.ToString("N0", CultureInfo.InvariantCulture),
                model.Calls.ToString("N0", CultureInfo.InvariantCulture)));
        }
    }

    // A call through a base type or an interface is counted under the name that the call has.
    private static bool IsCalledByOtherNames(IMethodSymbol method) =>
        method.IsOverride || method.IsAbstract || method.IsVirtual || !method.ExplicitInterfaceImplementations.IsEmpty
        || method.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers(method.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));
}
