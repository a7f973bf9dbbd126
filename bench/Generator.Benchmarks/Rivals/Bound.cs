using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.Generator.Benchmarks.Rivals;

/// <summary>What every rival has to find: the locations of calls whose target has an attribute. They write no shims, only the locations, so they do less.</summary>
internal static class Bound
{
    public const string Attribute = "ShadowGen.ShadowedAttribute";

    public static string? Location(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method
        && method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ShadowedAttribute")
            ? model.GetInterceptableLocation(call, cancellation)?.Data
            : null;

    public static string Write(ImmutableArray<string> locations)
    {
        var text = new StringBuilder();
        foreach (var location in locations)
            text.Append("// ").Append(location).Append('\n');
        return text.ToString();
    }

    /// <summary>The simple name that a call is made by, or null.</summary>
    public static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };
}
