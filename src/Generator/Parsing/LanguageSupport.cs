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

    /// <summary>Whether the project lists ShadowGen's namespace, or one above it; otherwise each shim would be error CS9137.</summary>
    public static bool AreInterceptorsEnabled(ParseOptions options) =>
        options.Features.TryGetValue(InterceptorsNamespaces, out var namespaces)
        && namespaces.Split([';'], StringSplitOptions.RemoveEmptyEntries)
            .Any(static name => KnownNames.GeneratedNamespace == name || KnownNames.GeneratedNamespace.StartsWith(name + ".", StringComparison.Ordinal));
}
