using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Benchmarks.Harness;
using ShadowGen.Generator.Benchmarks.Editor;

namespace ShadowGen.Generator.Benchmarks.Large;

/// <summary>First runs of the generator over programs of different size: whether its cost grows with the lines, or faster.</summary>
internal static class GeneratorRun
{
    private const double LinesOfOneUnit = 10_000;

    /// <summary>CPU time of all threads for 10,000 lines, in milliseconds: the lower quartile over some first runs.</summary>
    /// <exception cref="InvalidOperationException">The generator failed.</exception>
    public static double Milliseconds(RealSources sources, int copies, int runs)
    {
        var times = new List<double>();
        for (var run = 0; run < runs; run++)
            times.Add(Run(EditorProgram.Compile(sources, copies, RealSources.MethodsForOneMark)));
        return Statistics.LowerQuartile(times) * LinesOfOneUnit / (copies * sources.Lines);
    }

    private static double Run(CSharpCompilation compilation)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ShadowGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options, optionsProvider: EditorProgram.Options);
        GC.Collect();
        var busy = Environment.CpuUsage.TotalTime;
        driver = driver.RunGenerators(compilation);
        var elapsed = (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds;
        return driver.GetRunResult().Results.Single().Exception is { } fault ? throw new InvalidOperationException($"The generator failed: {fault}", fault) : elapsed;
    }
}
