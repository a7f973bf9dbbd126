using ShadowGen.Benchmarks.Figures;
using ShadowGen.Benchmarks.Harness;
using ShadowGen.Generator.Benchmarks.Builds;

namespace ShadowGen.Generator.Benchmarks.Large;

/// <summary>
/// What the package adds to real clean builds of a large program: medians over interleaved rounds, of the wall time of the whole build and of the compiler's CPU time,
/// which is steadier. <c>control</c> is the build without ShadowGen compared with itself.
/// </summary>
internal sealed class LargeFigures(string repository, int lines, int rounds) : FigureGroup("large", [.. Shares])
{
    private const double MostShare = 5;

    // Milliseconds for a line of the whole by those for a line of two copies of the sources.
    private const double MostGrowth = 1.5;
    private const int FewCopies = 2;
    private const int FewRuns = 3;
    private const int ManyRuns = 2;

    // It is not bounded, and takes longest.
    private const int EverythingRounds = 2;

    private const string Control = "control";
    private const string Processor = ".cpu";

    private static readonly LargeVariant[] Bounded = [LargeVariant.Installed, LargeVariant.Few, LargeVariant.Annotated];

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var sources = RealSources.Read(repository);
        var copies = sources.CopiesFor(lines);
        Console.WriteLine($"large: {copies * sources.Lines} lines, {copies * sources.Files} files, {copies * sources.Methods} methods; marked: few one in {LargeVariant.Few.MethodsForOneMark}, annotated one in {LargeVariant.Annotated.MethodsForOneMark}");
        var values = new Dictionary<string, double>();
        Grow(sources, copies, values);
        using var program = new LargeProgram(repository, sources, copies);
        var times = Builds(program);
        Write(times);

        foreach (var (name, share) in SharesOf(times, Console.Out))
            values[name] = share;
        values["build.large"] = Statistics.Median(times[LargeVariant.Plain.Key].Select(static build => build.Elapsed));
        return values;
    }

    /// <summary>All shares that can be told: when the control is off by more than what is asked for, there is none but the control's.</summary>
    internal static Dictionary<string, double> SharesOf(IReadOnlyDictionary<string, List<BuildTime>> times, TextWriter output)
    {
        var values = new Dictionary<string, double>();
        foreach (var (suffix, time) in new (string, Func<BuildTime, double>)[] { ("", static build => build.Elapsed), (Processor, static build => build.Compiler) })
        {
            var control = ShareOf(Control, time);
            values[NameOf(Control) + suffix] = control;
            if (Math.Abs(control) > MostShare)
            {
                output.WriteLine(FormattableString.Invariant($"void: {NameOf(Control)}{suffix} is {control:0.0} %, so that 5 % cannot be told: run it on a machine that does nothing else"));
                continue;
            }

            foreach (var key in times.Keys.Where(static key => key != LargeVariant.Plain.Key && key != Control))
                values[NameOf(key) + suffix] = ShareOf(key, time);
        }

        return values;

        double ShareOf(string key, Func<BuildTime, double> time) => Share([.. times[LargeVariant.Plain.Key].Take(times[key].Count)], times[key], time);
    }

    /// <summary>What the second takes more than the first, in percent of the first.</summary>
    internal static double Share(IReadOnlyList<BuildTime> without, IReadOnlyList<BuildTime> with, Func<BuildTime, double> time) =>
        100 * ((Statistics.Median(with.Select(time)) / Statistics.Median(without.Select(time))) - 1);

    private static void Grow(RealSources sources, int copies, Dictionary<string, double> values)
    {
        var few = Math.Min(FewCopies, copies);

        // The first compiles the generator.
        GeneratorRun.Milliseconds(sources, 1, runs: 1);
        var small = GeneratorRun.Milliseconds(sources, few, FewRuns);
        var large = GeneratorRun.Milliseconds(sources, copies, ManyRuns);
        values["generator.large"] = large;
        values["generator.linear"] = large / small;
    }

    private Dictionary<string, List<BuildTime>> Builds(LargeProgram program)
    {
        // Server, disk, and what of the package the compiler has to compile.
        program.Build(LargeVariant.Plain);
        program.Build(LargeVariant.Annotated);

        var times = new Dictionary<string, List<BuildTime>>();
        for (var round = 0; round < rounds; round++)
        {
            List<(string Key, LargeVariant Variant)> turn =
                [(LargeVariant.Plain.Key, LargeVariant.Plain), .. Bounded.Select(static variant => (variant.Key, variant)), (Control, LargeVariant.Plain)];

            // Who comes after whom matters to the server's heap.
            if (round % 2 == 1)
                turn.Reverse();
            if (round < EverythingRounds)
                turn.Add((LargeVariant.Everything.Key, LargeVariant.Everything));
            foreach (var (key, variant) in turn)
            {
                if (!times.TryGetValue(key, out var list))
                    times.Add(key, list = []);
                list.Add(program.Build(variant));
            }

            Console.Error.WriteLine($"round {round + 1} of {rounds}");
        }

        return times;
    }

    private static void Write(Dictionary<string, List<BuildTime>> times)
    {
        foreach (var (key, builds) in times)
            Console.WriteLine(FormattableString.Invariant($"{key,-12} wall s {string.Join(' ', builds.Select(static b => $"{b.Elapsed:0.0}"))}   cpu s {string.Join(' ', builds.Select(static b => $"{b.Compiler:0.0}"))}"));
    }

    private static IEnumerable<Figure> Shares =>
    [
        new("generator.large", "ms"),
        new("generator.linear", "x", Bound.AtMost(MostGrowth)),
        new("build.large", "s"),
        .. Bounded.SelectMany(static variant => Both(variant.Key, Bound.AtMost(MostShare))),
        .. Both(LargeVariant.Everything.Key, null),
        .. Both(Control, null),
    ];

    private static IEnumerable<Figure> Both(string key, Bound? bound) => [new(NameOf(key), "%", bound), new(NameOf(key) + Processor, "%")];

    private static string NameOf(string key) => $"build.share.{key}";
}
