using Microsoft.CodeAnalysis.Diagnostics;

namespace ShadowGen.Shared;

/// <summary>
/// A setting that opts methods in or out without an edit of source: its name in .editorconfig or .globalconfig, and as an MSBuild property.
/// The nearest wins: a file's own section, then the global configuration, then the property.
/// </summary>
internal sealed class OptInKey(string config, string property)
{
    public static readonly OptInKey Include = new("shadowgen_include", "ShadowGenInclude");
    public static readonly OptInKey Exclude = new("shadowgen_exclude", "ShadowGenExclude");
    public static readonly OptInKey MinimumSize = new("shadowgen_minimum_size", "ShadowGenMinimumSize");
    public static readonly OptInKey ServiceCalls = new("shadowgen_service_calls", "ShadowGenServiceCalls");
    public static readonly OptInKey ExcludeCalls = new("shadowgen_exclude_calls", "ShadowGenExcludeCalls");

    private readonly string _visible = "build_property." + property;

    /// <summary>The key in .editorconfig and .globalconfig.</summary>
    public string Config { get; } = config;

    /// <summary>The MSBuild property.</summary>
    public string Property { get; } = property;

    /// <summary>The value as written, trimmed; "" when it is nowhere.</summary>
    /// <param name="file">The sections that concern one file, or null for a setting of the whole project.</param>
    /// <param name="global">The project's.</param>
    public string Read(AnalyzerConfigOptions? file, AnalyzerConfigOptions global) => Read(file, global, out _);

    /// <summary>As the other overload, and under which name the value was found.</summary>
    public string Read(AnalyzerConfigOptions? file, AnalyzerConfigOptions global, out string name)
    {
        name = Config;
        if ((file is not null && file.TryGetValue(Config, out var value)) || global.TryGetValue(Config, out value))
            return value.Trim();
        name = Property;
        return global.TryGetValue(_visible, out value) ? value.Trim() : "";
    }
}
