using Microsoft.CodeAnalysis;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>How often code that is not ours calls a function that it is handed.</summary>
internal static class DelegateRuns
{
    /// <summary>For each element of something: as often as the static frequencies have it.</summary>
    public const double ForEach = 3;

    public static double Of(IParameterSymbol parameter) => IsForEach(parameter) ? ForEach : 1;

    private static bool IsForEach(IParameterSymbol parameter) =>
        parameter.Type is INamedTypeSymbol { DelegateInvokeMethod.Parameters.Length: > 0 }
        && parameter.ContainingNamespace is { } space
        && (IsIn(space, "Linq") || IsIn(space, "Collections") || IsSystem(space) || (IsIn(space, "Threading") && parameter.ContainingType.Name == "Parallel"));

    private static bool IsIn(INamespaceSymbol space, string name)
    {
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space.Name == name && IsSystem(space.ContainingNamespace))
                return true;
        }

        return false;
    }

    private static bool IsSystem(INamespaceSymbol space) => space is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };
}
