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
    /// <summary>In .globalconfig: methods that the project vouches for.</summary>
    public const string TrustedReadsKey = "shadowgen_trusted_reads";

    /// <summary>False when <c>ShadowGenArguments</c> is <c>false</c>: then no argument is looked at.</summary>
    public bool ReadsArguments { get; init; } = true;

    /// <summary>Whether typed predictors are written, by <c>ShadowGenShadows</c>; null: where code names them.</summary>
    public bool? WritesShadows { get; init; }

    /// <summary>The setting that lists methods which the project vouches for, or "".</summary>
    public string TrustedReads { get; init; } = "";

    /// <summary>See <see cref="ShadowGenerator.Unguarded"/>.</summary>
    public SkipReason Unguarded { get; init; }

    public static ProjectOptions Read(AnalyzerConfigOptions options)
    {
        options.TryGetValue("build_property.ShadowGenEnabled", out var enabled);
        options.TryGetValue("build_property.ShadowGenArguments", out var arguments);
        options.TryGetValue("build_property.ShadowGenShadows", out var shadows);
        options.TryGetValue("build_property.MSBuildProjectDirectory", out var directory);
        options.TryGetValue(TrustedReadsKey, out var trusted);
        return new ProjectOptions(!IsFalse(enabled), directory ?? "", ExcludedCalls.Parse(OptInKey.ExcludeCalls.Read(file: null, options)))
        {
            ReadsArguments = !IsFalse(arguments),
            TrustedReads = trusted ?? "",
            WritesShadows = bool.TryParse(shadows?.Trim(), out var written) ? written : null,
        };
    }

    private static bool IsFalse(string? value) => string.Equals(value?.Trim(), "false", StringComparison.OrdinalIgnoreCase);
}
