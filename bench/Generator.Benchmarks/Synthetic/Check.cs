using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Benchmarks.Synthetic;

/// <summary>A benchmark over sources that do not compile would measure something else.</summary>
internal static class Check
{
    /// <exception cref="InvalidOperationException">The sources, or an edit of them, do not compile.</exception>
    public static void Compiles(SyntheticProject project)
    {
        if (project.Compilation.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"The synthetic project does not compile: {error}. Correct {nameof(SyntheticSource)}.");
    }
}
