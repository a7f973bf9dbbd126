using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>What the build says about the project.</summary>
/// <param name="Enabled">False when <c>ShadowGenEnabled</c> is <c>false</c>: then nothing is emitted.</param>
/// <param name="Directory">The project's directory, or "" when the build does not say.</param>
internal sealed record ProjectOptions(bool Enabled, string Directory)
{
    /// <summary>See <see cref="ShadowGenerator.Unguarded"/>.</summary>
    public SkipReason Unguarded { get; init; }

    public static ProjectOptions Read(AnalyzerConfigOptions options)
    {
        options.TryGetValue("build_property.ShadowGenEnabled", out var enabled);
        options.TryGetValue("build_property.MSBuildProjectDirectory", out var directory);
        return new ProjectOptions(!string.Equals(enabled?.Trim(), "false", StringComparison.OrdinalIgnoreCase), directory ?? "");
    }
}
