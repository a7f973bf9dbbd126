using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Generator.Benchmarks.Figures;

/// <summary>What was measured of one generator: milliseconds of wall time by kind of run, and megabytes.</summary>
internal sealed class DriverTimes
{
    private readonly Dictionary<string, List<double>> _samples = [];
    private readonly Dictionary<string, List<double>> _processor = [];

    public double RetainedMegabytes { get; set; } = double.NaN;

    public IEnumerable<string> Runs => _samples.Keys;

    /// <param name="run">What was run.</param>
    /// <param name="elapsed">Milliseconds of wall time.</param>
    /// <param name="processor">Milliseconds of CPU time of all threads, the JIT's and the collector's among them.</param>
    public void Add(string run, double elapsed, double processor)
    {
        Add(_samples, run, elapsed);
        Add(_processor, run, processor);
    }

    private static void Add(Dictionary<string, List<double>> samples, string run, double value)
    {
        if (!samples.TryGetValue(run, out var list))
            samples.Add(run, list = []);
        list.Add(value);
    }

    /// <summary>CPU time, lower quartile over the rounds.</summary>
    public double ProcessorOf(string run) => _processor.TryGetValue(run, out var samples) ? Statistics.LowerQuartile(samples) : double.NaN;

    /// <summary>Lower quartile over the rounds.</summary>
    public double Of(string run) => _samples.TryGetValue(run, out var samples) ? Statistics.LowerQuartile(samples) : double.NaN;

}
