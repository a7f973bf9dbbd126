using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator;
using ShadowGen.Graph;
using ShadowGen.Model;

namespace ShadowGen.Prediction.Benchmarks.Matching;

/// <summary>What the real generator's skeletons say of a program whose methods are all shadowed.</summary>
internal static class SubjectGraph
{
    private const string Header = "shadowgen-skeleton 1";
    private const string End = "\"\"\"u8;";

    /// <exception cref="InvalidOperationException">The generator failed, or wrote what cannot be read.</exception>
    public static List<MatchMethod> Of(SubjectProgram program)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ShadowGenerator().AsSourceGenerator()], parseOptions: SubjectProgram.ParseOptions, optionsProvider: new Options());
        var result = driver.RunGenerators(program.Compilation).GetRunResult().Results.Single();
        if (result.Exception is { } fault) throw new InvalidOperationException($"The generator failed on {program.Name}: {fault}", fault);
        var files = result.GeneratedSources.Select(static source => TextOf(source.SourceText.ToString())).OfType<string>().Select(static text => SkeletonParser.Parse(Encoding.UTF8.GetBytes(text))).ToList();
        if (files.SelectMany(static file => file.Errors).FirstOrDefault() is { Message: { } error }) throw new InvalidOperationException($"A skeleton of {program.Name} cannot be read: {error}");
        return Methods(files);
    }

    public static List<MatchMethod> Methods(IReadOnlyCollection<SkeletonFile> files)
    {
        var edges = files.SelectMany(static file => file.Edges).ToList();
        var callers = edges.ToLookup(static edge => edge.Callee, static edge => edge.Caller.Value);
        var callees = edges.ToLookup(static edge => edge.Caller, static edge => edge.Callee.Value);
        var prints = files.SelectMany(static file => file.Prints).GroupBy(static print => print.Id).ToDictionary(static group => group.Key, static group => group.First().Print);
        return
        [
            .. from function in files.SelectMany(static file => file.Functions)
               where function.IsDeclared
               group function by function.Id into same
               let method = same.First()
               select new MatchMethod(
                   method.Id.Value, method.Assembly, method.DocumentationId, prints.TryGetValue(method.Id, out var print) ? print : null, [.. callers[method.Id]], [.. callees[method.Id]]),
        ];
    }

    private static string? TextOf(string generated)
    {
        var lines = generated.Split('\n').Select(static line => line.Trim()).SkipWhile(static line => line != Header).TakeWhile(static line => line != End).ToList();
        return lines.Count == 0 ? null : string.Join('\n', lines) + "\n";
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Everything();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Everything : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = key switch
            {
                "build_property.MSBuildProjectDirectory" => SubjectProgram.Directory,
                "build_property.ShadowGenInclude" => "**",
                _ => "",
            };
            return value.Length != 0;
        }
    }
}
