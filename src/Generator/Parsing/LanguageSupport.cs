using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Whether the emitted code would compile in this project.</summary>
internal static class LanguageSupport
{
    private const string InterceptorsNamespaces = "InterceptorsNamespaces";

    /// <summary>Interceptors and <c>ref readonly</c> parameters came with C# 12.</summary>
    public static bool CanHoldShims(Compilation compilation) =>
        compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp12 };

    /// <summary>Whether the project lists ShadowGen's namespace, or one above it; otherwise each shim would be error CS9137.</summary>
    public static bool AreInterceptorsEnabled(ParseOptions options) =>
        options.Features.TryGetValue(InterceptorsNamespaces, out var namespaces)
        && namespaces.Split([';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(static name => name.Trim())
            .Any(static name => KnownNames.GeneratedNamespace == name || KnownNames.GeneratedNamespace.StartsWith(name + ".", StringComparison.Ordinal));
}
