using ShadowGen.Benchmarks.Figures;
using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Generator.Benchmarks.Builds;

/// <summary>
/// What a model beside the project adds to clean builds of it: the build with one by the build without, medians over pairs that alternate. Cold is a compiler that starts anew, warm one that serves builds.
/// <c>control</c> is the build without a model by itself: what it is off by, no ratio beside it can tell.
/// </summary>
internal sealed class ModelBuildFigures(CleanBuild project, string model, int rounds) : FigureGroup("model-build", [.. All])
{
    private const string Ratio = "model.build.ratio";
    private const double MostRatio = 1.01;

    private const string Wall = ".wall", Warm = ".warm", Control = ".control";

    private static readonly string[] Plain = [];

    private readonly string[] _measured = [$"-p:ShadowModelFile={model}"];

    public override IReadOnlyDictionary<string, double> Measure()
    {
        project.Prepare();
        var values = new Dictionary<string, double>();
        foreach (var (suffix, server) in new[] { ("", false), (Warm, true) })
        {
            // Disk, and the server with what of the package it has to compile.
            project.Build(Plain, asksGenerator: false, server);
            project.Build(_measured, asksGenerator: false, server);
            var (ratios, controls) = (new List<(double Processor, double Wall)>(), new List<(double Processor, double Wall)>());
            for (var round = 0; round < rounds; round++)
            {
                // One build without between two others, so that a machine that grows slower meanwhile favours neither.
                var first = round % 2 == 0 ? Build(_measured, server) : Build(Plain, server);
                var plain = Build(Plain, server);
                var last = round % 2 == 0 ? Build(Plain, server) : Build(_measured, server);
                var (with, again) = round % 2 == 0 ? (first, last) : (last, first);
                ratios.Add((with.Compiler / plain.Compiler, with.Elapsed / plain.Elapsed));
                controls.Add((again.Compiler / plain.Compiler, again.Elapsed / plain.Elapsed));
                Console.Error.WriteLine($"round {round + 1} of {rounds}");
            }

            Add(values, Ratio + suffix, ratios);
            Add(values, Ratio + Control + suffix, controls);
        }

        return values;
    }

    private BuildTime Build(string[] options, bool server) => project.Build(options, asksGenerator: false, server);

    private static void Add(Dictionary<string, double> values, string name, List<(double Processor, double Wall)> ratios)
    {
        values[name] = Statistics.Median(ratios.Select(static ratio => ratio.Processor));
        values[name + Wall] = Statistics.Median(ratios.Select(static ratio => ratio.Wall));
    }

    private static IEnumerable<Figure> All =>
        from suffix in new[] { "", Warm }
        from control in new[] { "", Control }
        from kind in new[] { "", Wall }
        let isBounded = control.Length == 0 && kind.Length == 0
        select new Figure(Ratio + control + suffix + kind, "x", isBounded ? Bound.AtMost(MostRatio) : null);
}
