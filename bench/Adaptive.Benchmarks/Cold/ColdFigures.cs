using ShadowGen.Benchmarks.Figures;

namespace ShadowGen.Adaptive.Benchmarks.Cold;

/// <summary>
/// The first request of a process, which goes through 200 methods: with a model beside the program, whose methods the manager has compiled while the host waited, and without; and from the start of the process to the
/// answer when the request comes at once. Real processes, taking turns; medians. ReadyToRun beside them.
/// </summary>
internal sealed class ColdFigures(TextWriter output) : FigureGroup(
    "cold",
    new("cold.first.ratio", "x", Bound.AtMost(0.35)),
    new("cold.start.ratio", "x", Bound.AtMost(1)),
    new("cold.first", "ms"),
    new("cold.first.ready.ratio", "x"),
    new("cold.start.ready.ratio", "x"))
{
    private const int Runs = 15;

    /// <summary>A host takes some half a second until it listens.</summary>
    private const int HostMs = 700;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var folder = Directory.CreateTempSubdirectory("shadowgen-cold-").FullName;
        try
        {
            output.WriteLine($"{"",-26}{"request ms",12}{"with model",12}{"start ms",12}{"with model",12}{"prepared",12}{"its CPU ms",12}");
            var (first, start, firstMs) = Measure("just in time", ColdProgram.Build(Path.Combine(folder, "jit"), readyToRun: false));
            var (firstReady, startReady, _) = Measure("ReadyToRun", ColdProgram.Build(Path.Combine(folder, "ready"), readyToRun: true));
            return new Dictionary<string, double>
            {
                ["cold.first.ratio"] = first,
                ["cold.start.ratio"] = start,
                ["cold.first"] = firstMs,
                ["cold.first.ready.ratio"] = firstReady,
                ["cold.start.ready.ratio"] = startReady,
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private (double First, double Start, double FirstMs) Measure(string name, ColdProgram program)
    {
        program.Deploy();
        var (without, with, atOnce, atOnceWith, prepared, cpu) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), 0, 0.0);
        for (var run = 0; run < Runs; run++)
        {
            without.Add(program.Request(withModel: false, HostMs).Request);
            (var request, _, prepared, cpu) = program.Request(withModel: true, HostMs);
            with.Add(request);
            atOnce.Add(program.Request(withModel: false, 0).SinceStart);
            atOnceWith.Add(program.Request(withModel: true, 0).SinceStart);
        }
        output.WriteLine($"{name,-26}{Median(without),12:f2}{Median(with),12:f2}{Median(atOnce),12:f1}{Median(atOnceWith),12:f1}{prepared,12}{cpu,12:f0}");
        return (Median(with) / Median(without), Median(atOnceWith) / Median(atOnce), Median(with));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
