using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShadowGen.Generator.Workload;

/// <summary>What MSBuild would say with <c>ShadowGenInclude=**</c> and <c>ShadowGenMinimumSize=0</c>.</summary>
internal sealed class EverythingShadowed(string directory) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(directory);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Options(string directory) : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase)
        {
            ["build_property.MSBuildProjectDirectory"] = directory,
            ["build_property.ShadowGenInclude"] = "**",
            ["build_property.ShadowGenMinimumSize"] = "0",
        };

        public override bool TryGetValue(string key, out string value)
        {
            var isKnown = _values.TryGetValue(key, out var found);
            value = found ?? "";
            return isKnown;
        }
    }
}
