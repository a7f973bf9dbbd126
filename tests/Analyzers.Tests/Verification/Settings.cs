using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShadowGen.Analyzers.Tests.Verification;

/// <summary>What a build says: <paramref name="global"/> by full key, and <paramref name="file"/> for every file.</summary>
internal sealed class Settings(Dictionary<string, string> global, Dictionary<string, string>? file = null) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Keys(global);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Keys(file ?? []);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Keys([]);

    private sealed class Keys(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
