using ShadowGen.Benchmarks.Figures;
using ShadowGen.Generator.Benchmarks.Synthetic;

namespace ShadowGen.Generator.Benchmarks.Figures;

/// <summary>
/// What a run of the generator takes, by what was edited since the last one; with one file of ten calling tracked methods, and with everything shadowed.
/// Milliseconds are lower quartiles of wall time of <c>driver.RunGenerators</c>.
/// </summary>
internal sealed class DriverFigures(SyntheticSize size, int rounds) : FigureGroup("driver", [.. Own("generator", bounded: true), .. Own("generator.everything", bounded: false), .. Ratios()])
{
    private const double MostUnrelated = 15;
    private const double MostRelated = 30;
    private const int OtherRounds = 3;

    private static readonly string[] Runs = [DriverRun.Cold, DriverRun.NameOf(Edit.Unrelated), DriverRun.NameOf(Edit.Related), DriverRun.NameOf(Edit.Declaration)];

    public override IReadOnlyDictionary<string, double> Measure()
    {
        Contestant[] contestants = [Contestant.ShadowGen, Contestant.ShadowGenEverything, .. Contestant.Rivals];
        foreach (var contestant in contestants)
            new DriverRun(contestant, SyntheticSize.Small).Round();

        var runs = contestants.Select(contestant => new DriverRun(contestant, size)).ToList();
        for (var round = 0; round < rounds; round++)
        {
            // What binds everything takes most of a minute a round: a few of them among the bounded contestant's are enough.
            foreach (var run in runs.Where(run => run.Contestant == Contestant.ShadowGen || round < OtherRounds))
                run.Round();
            Console.Error.WriteLine($"round {round + 1} of {rounds}");
        }

        foreach (var run in runs)
            run.MeasureRetained();
        DriverTable.Write(Console.Out, runs);
        return Values(runs).ToDictionary();
    }

    private static IEnumerable<KeyValuePair<string, double>> Values(List<DriverRun> runs)
    {
        foreach (var (name, run) in new[] { ("generator", runs[0]), ("generator.everything", runs[1]) })
        {
            foreach (var kind in Runs)
            {
                yield return new($"{name}.{kind}", run.Times.Of(kind));
                yield return new($"{name}.{kind}.update", run.Times.Of(kind + DriverRun.Updating));
            }

            yield return new($"{name}.retained", run.Times.RetainedMegabytes);
        }

        foreach (var rival in runs.Skip(2))
        {
            foreach (var kind in Runs)
                yield return new($"rival.{rival.Contestant.Key}.{kind}", rival.Times.Of(kind) / runs[0].Times.Of(kind));
        }
    }

    private static IEnumerable<Figure> Own(string name, bool bounded)
    {
        foreach (var kind in Runs)
        {
            yield return new($"{name}.{kind}", "ms", bounded ? BoundOf(kind) : null);
            yield return new($"{name}.{kind}.update", "ms");
        }

        yield return new($"{name}.retained", "MB");
    }

    // How many times longer than ours.
    private static IEnumerable<Figure> Ratios() =>
        from rival in Contestant.Rivals
        from kind in Runs
        select new Figure($"rival.{rival.Key}.{kind}", "x");

    private static Bound? BoundOf(string kind) =>
        kind == DriverRun.NameOf(Edit.Unrelated) ? Bound.AtMost(MostUnrelated)
        : kind == DriverRun.NameOf(Edit.Related) ? Bound.AtMost(MostRelated)
        : null;
}
