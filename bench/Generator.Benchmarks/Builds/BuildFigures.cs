using ShadowGen.Benchmarks.Figures;
using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Generator.Benchmarks.Builds;

/// <summary>
/// The generator's share of a clean build with everything shadowed: the time that the compiler reports for it, by the wall time of the same build.
/// Beside it, how much longer the whole build takes than without ShadowGen, which has the emitted code to compile as well.
/// </summary>
internal sealed class BuildFigures(IReadOnlyList<CleanBuild> projects, int rounds)
    : FigureGroup("build", [new(Share, "%", Bound.AtMost(MostShare)), .. projects.SelectMany(Each)])
{
    private const string Share = "generator.cold.share";
    private const double MostShare = 3;

    // Until server, MSBuild's files and the generator's code are warm.
    private const int Warmups = 2;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var values = new Dictionary<string, double>();
        foreach (var project in projects)
            Measure(project, values);
        values[Share] = projects.Max(project => values[$"{Share}.{project.Name}"]);
        return values;
    }

    private void Measure(CleanBuild project, Dictionary<string, double> values)
    {
        project.Prepare();
        for (var i = 0; i < Warmups; i++)
            project.Build(BuildVariant.Shadowed, asksGenerator: true);

        var (ratios, shares, times) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var plain = project.Build(BuildVariant.Plain, asksGenerator: false);
            var shadowed = project.Build(BuildVariant.Shadowed, asksGenerator: false);
            var asked = Asked(project, server: true);
            ratios.Add(shadowed.Elapsed / plain.Elapsed);
            shares.Add(ShareOf(asked));
            times.Add(1000 * asked.Generator);
        }

        values[$"{Share}.{project.Name}"] = Statistics.Median(shares);
        values[$"build.generator.{project.Name}"] = Statistics.Median(times);
        values[$"build.ratio.{project.Name}"] = Statistics.Median(ratios);
        values[$"build.fresh.share.{project.Name}"] = ShareOf(Asked(project, server: false));
    }

    private static BuildTime Asked(CleanBuild project, bool server)
    {
        var build = project.Build(BuildVariant.Shadowed, asksGenerator: true, server);
        return double.IsNaN(build.Generator)
            ? throw new InvalidOperationException($"The compiler did not run the generator in {project.Name}: is it a project for net10.0, and does it build with ShadowGen?")
            : build;
    }

    private static double ShareOf(BuildTime build) => 100 * build.Generator / build.Elapsed;

    private static IEnumerable<Figure> Each(CleanBuild project) =>
    [
        new($"{Share}.{project.Name}", "%", Bound.AtMost(MostShare)),
        new($"build.generator.{project.Name}", "ms"),
        new($"build.ratio.{project.Name}", "x"),
        new($"build.fresh.share.{project.Name}", "%"),
    ];
}
