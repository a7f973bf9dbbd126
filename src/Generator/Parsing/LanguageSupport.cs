using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Whether the emitted code would compile in this project.</summary>
internal static class LanguageSupport
{
    private const string InterceptorsNamespaces = "InterceptorsNamespaces";

    /// <summary>The compiler intercepts in every version of the language; the emitted code is written down to C# 7.3.</summary>
    public static bool CanHoldShims(Compilation compilation) => LevelOf(compilation).Version >= LanguageLevel.Oldest;

    public static LanguageLevel LevelOf(Compilation compilation) =>
        new(compilation is CSharpCompilation { LanguageVersion: var version } ? (int)version : 0);

    /// <summary>Whether the project lists a namespace, or one above it; otherwise each shim in it would be error CS9137.</summary>
    /// <param name="options">Of any tree of the project.</param>
    /// <param name="space">"" for the global one, which is listed as <c>global</c> and is above all others.</param>
    public static bool AreInterceptorsEnabled(ParseOptions options, string space = KnownNames.GeneratedNamespace) =>
        options.Features.TryGetValue(InterceptorsNamespaces, out var namespaces)
        && namespaces.Split([';'], StringSplitOptions.RemoveEmptyEntries)
            .Any(name => name == "global" || space == name || space.StartsWith(name + ".", StringComparison.Ordinal));
}
