using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>What the build says about the project.</summary>
/// <param name="Enabled">False when <c>ShadowGenEnabled</c> is <c>false</c>: then nothing is emitted.</param>
/// <param name="Directory">The project's directory, or "" when the build does not say.</param>
/// <param name="ExcludedCalls">Calls that stay plain by choice.</param>
internal sealed record ProjectOptions(bool Enabled, string Directory, ExcludedCalls ExcludedCalls)
{
    /// <summary>False when <c>ShadowGenArguments</c> is <c>false</c>: then no argument is looked at.</summary>
    public bool ReadsArguments { get; init; } = true;

    /// <summary>See <see cref="ShadowGenerator.Unguarded"/>.</summary>
    public SkipReason Unguarded { get; init; }

    public static ProjectOptions Read(AnalyzerConfigOptions options)
    {
        options.TryGetValue("build_property.ShadowGenEnabled", out var enabled);
        options.TryGetValue("build_property.ShadowGenArguments", out var arguments);
        options.TryGetValue("build_property.MSBuildProjectDirectory", out var directory);
        return new ProjectOptions(!IsFalse(enabled), directory ?? "", ExcludedCalls.Parse(OptInKey.ExcludeCalls.Read(file: null, options))) { ReadsArguments = !IsFalse(arguments) };
    }

    private static bool IsFalse(string? value) => string.Equals(value?.Trim(), "false", StringComparison.OrdinalIgnoreCase);
}
