using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Marks;

namespace ShadowGen.Analyzers;

/// <summary>What the rules have in common: one descriptor, threads, nothing said of generated code, and nothing done where ShadowGen is not referenced.</summary>
public abstract class RuleAnalyzer : DiagnosticAnalyzer
{
    private protected RuleAnalyzer(DiagnosticDescriptor rule) => SupportedDiagnostics = [rule];

    /// <inheritdoc />
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <summary>What is looked at of generated code.</summary>
    private protected virtual GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.None;

    /// <inheritdoc />
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownAttributes.Find(start.Compilation) is { } known)
                Start(start, known);
        });
    }

    /// <summary>Registers what the rule looks at in one compilation.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext start, KnownAttributes known);
}
