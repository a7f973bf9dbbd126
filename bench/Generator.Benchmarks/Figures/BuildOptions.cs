using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShadowGen.Generator.Benchmarks.Figures;

/// <summary>What MSBuild would say: the project's directory, and nothing else.</summary>
internal sealed class BuildOptions(string directory) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(directory);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Global(string directory) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = key == "build_property.MSBuildProjectDirectory" ? directory : "";
            return value.Length != 0;
        }
    }
}
