using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShadowGen.Fuzzer.Differential;

/// <summary>What a build tells the generator: where the project is, and that no method is too small.</summary>
internal sealed class BuildOptions : AnalyzerConfigOptionsProvider
{
    public static readonly BuildOptions Instance = new();

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Global();

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Global : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = key switch
            {
                "build_property.MSBuildProjectDirectory" => "/project",
                "build_property.ShadowGenMinimumSize" => "0",
                _ => "",
            };
            return value.Length != 0;
        }
    }
}
