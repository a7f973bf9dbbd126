using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShadowGen.Generator.Benchmarks.Editor;

/// <summary>What analyzers cost an editor after an edit of one file.</summary>
/// <param name="Elapsed">Milliseconds of wall time until the file's diagnostics are there.</param>
/// <param name="Each">Milliseconds of each analyzer, which may run at the same time; what several share counts for the first that asks.</param>
internal sealed record FileAnalysis(double Elapsed, IReadOnlyDictionary<string, double> Each)
{
    /// <summary>Asks as an editor does: syntax and semantics of the one file, all analyzers at the same time, in a compilation that is new since the edit.</summary>
    /// <param name="compilation">After the edit; its other files are not bound.</param>
    /// <param name="file">The one that was edited.</param>
    /// <param name="analyzers">All that are asked.</param>
    /// <exception cref="InvalidOperationException">An analyzer failed.</exception>
    public static async Task<FileAnalysis> Of(Compilation compilation, SyntaxTree file, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var session = new CompilationWithAnalyzers(compilation, analyzers, new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], EditorProgram.Options), OnFailure, concurrentAnalysis: true, logAnalyzerExecutionTime: true));

        // Each call binds in a compilation of its own: what anybody has bound before, the compiler's own diagnostics too, does not help.
        var model = session.Compilation.GetSemanticModel(file);
        var start = Stopwatch.GetTimestamp();
        await session.GetAnalyzerSyntaxDiagnosticsAsync(file, CancellationToken.None);
        await session.GetAnalyzerSemanticDiagnosticsAsync(model, null, CancellationToken.None);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        var each = new Dictionary<string, double>();
        foreach (var analyzer in analyzers)
            each[analyzer.GetType().Name] = (await session.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None)).ExecutionTime.TotalMilliseconds;
        return new FileAnalysis(elapsed, each);
    }

    private static void OnFailure(Exception fault, DiagnosticAnalyzer analyzer, Diagnostic diagnostic) =>
        throw new InvalidOperationException($"{analyzer.GetType().Name} failed: {fault}", fault);
}
