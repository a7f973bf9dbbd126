using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Benchmarks.Builds;

namespace ShadowGen.Generator.Benchmarks.Editor;

/// <summary>The analyzers of some assemblies, as a compiler would find them.</summary>
internal static class AnalyzerSet
{
    private static readonly string[] SdkAssemblies = ["Microsoft.CodeAnalysis.NetAnalyzers.dll", "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll"];

    public static ImmutableArray<DiagnosticAnalyzer> Own { get; } = In(typeof(Analyzers.Rules.TooSmallForShimAnalyzer).Assembly);

    /// <summary>What the SDK brings into every project.</summary>
    /// <exception cref="InvalidOperationException">They are not where an SDK has them.</exception>
    public static ImmutableArray<DiagnosticAnalyzer> OfSdk()
    {
        // "10.0.401 [/usr/share/dotnet/sdk]", the newest last.
        var line = DotNet.Run("--list-sdks").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
        var sdk = Path.Combine(line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..^1], line[..line.IndexOf(' ', StringComparison.Ordinal)]);
        var folder = Path.Combine(sdk, "Sdks", "Microsoft.NET.Sdk", "analyzers");
        var files = SdkAssemblies.Select(name => Path.Combine(folder, name)).ToList();
        return files.All(File.Exists)
            ? [.. files.Select(Assembly.LoadFrom).SelectMany(static assembly => In(assembly))]
            : throw new InvalidOperationException($"'{folder}' does not hold the SDK's analyzers: what ours are compared with.");
    }

    private static ImmutableArray<DiagnosticAnalyzer> In(Assembly assembly) =>
    [
        .. Types(assembly)
            .Where(static type => !type.IsAbstract && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is { } mark && mark.Languages.Contains(LanguageNames.CSharp))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    // Some types need an editor.
    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }
}
