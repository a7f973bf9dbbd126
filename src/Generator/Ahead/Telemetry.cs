using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Ahead;

/// <summary>Calls that tell people what happens, and nothing to the program: what they write is not read by what comes behind them.</summary>
internal static class Telemetry
{
    public static bool Includes(IMethodSymbol method)
    {
        method = method.ReducedFrom ?? method;
        return method.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "LoggerMessageAttribute" })
            || method.ContainingNamespace.ToDisplayString() switch
            {
                "Microsoft.Extensions.Logging" => method.Name == "IsEnabled" || method.Name.StartsWith("Log", StringComparison.Ordinal),
                "System.Diagnostics.Metrics" => method.Name is "Add" or "Record",
                _ => false,
            };
    }
}
