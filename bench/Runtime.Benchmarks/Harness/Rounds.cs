namespace ShadowGen.Benchmarks.Harness;

/// <summary>What one variant cost: medians over rounds, nanoseconds per call.</summary>
internal sealed record Cost(string Workload, string Variant, double Plain, double Added);

/// <summary>
/// Interleaved rounds: each variant once a round in shuffled order, the plain call before every six variants and at the end. Within a round a
/// figure is the lower quartile over its repetitions, and a variant's added cost is against that round's plain call, so that drift cancels.
/// </summary>
internal sealed class Rounds(int rounds)
{
    public const string Control = "control";

    private const int Repetitions = 7;
    private const int VariantsPerPlain = 6;
    private static readonly TimeSpan s_repetition = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_wallRepetition = TimeSpan.FromMilliseconds(12);

    // Each process its own order: the order of warming up decides where code lies in memory, and figures are medians over processes.
    private readonly Random _random = new(Environment.ProcessId);
    private readonly Dictionary<Batch, int> _units = [];

    /// <summary>Measures on a thread of its own that pins itself, so that no thread which it causes to start inherits the mask.</summary>
    public IReadOnlyList<Cost> Measure(IReadOnlyList<Workload> workloads)
    {
        List<Cost>? result = null;
        Exception? fault = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = MeasureHere(workloads);
            }
#pragma warning disable CA1031 // Handed to the thread that waits.
            catch (Exception e)
#pragma warning restore CA1031
            {
                fault = e;
            }
        }, 16 << 20);
        thread.Start();
        thread.Join();
        return result ?? throw new InvalidOperationException("the measurement failed: " + fault?.Message, fault);
    }

    private List<Cost> MeasureHere(IReadOnlyList<Workload> workloads)
    {
        var all = workloads.SelectMany(w => w.Variants.Select(v => v.Run).Append(w.Plain).Append(w.Control)).ToList();
        Warmup.Run(Shuffled(all));
        Affinity.Pin(0);
        foreach (var workload in workloads) Calibrate(workload);

        var plain = workloads.ToDictionary(w => w.Name, _ => new List<double>());
        var added = new Dictionary<(string, string), List<double>>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var workload in Shuffled(workloads))
            {
                var costs = Round(workload, out var plainCost);
                plain[workload.Name].Add(plainCost);
                foreach (var (variant, cost) in costs)
                {
                    if (!added.TryGetValue((workload.Name, variant), out var list)) added[(workload.Name, variant)] = list = [];
                    list.Add(cost - plainCost);
                }
            }
        }
        return [.. added.Select(e => new Cost(e.Key.Item1, e.Key.Item2, Statistics.Median(plain[e.Key.Item1]), Statistics.Median(e.Value)))];
    }

    private List<(string Variant, double Cost)> Round(Workload workload, out double plain)
    {
        var plains = new List<double>();
        var costs = new List<(string, double)>();
        var order = Shuffled([.. workload.Variants, new Variant(Control, workload.Control)]);
        for (var i = 0; i < order.Length; i++)
        {
            if (i % VariantsPerPlain == 0) plains.AddRange(Repeat(workload.Plain, workload.IsWallTime));
            costs.Add((order[i].Name, Statistics.LowerQuartile(Repeat(order[i].Run, workload.IsWallTime))));
        }
        plains.AddRange(Repeat(workload.Plain, workload.IsWallTime));
        plain = Statistics.LowerQuartile(plains);
        return costs;
    }

    private IEnumerable<double> Repeat(Batch batch, bool isWallTime)
    {
        var units = _units[batch];
        for (var i = 0; i < Repetitions; i++) yield return Time(batch, units, isWallTime, out _);
    }

    private void Calibrate(Workload workload)
    {
        var goal = (workload.IsWallTime ? s_wallRepetition : s_repetition).TotalNanoseconds;
        foreach (var batch in workload.Variants.Select(v => v.Run).Append(workload.Plain).Append(workload.Control))
        {
            var units = 1;
            for (; units < 1 << 28; units *= 2)
            {
                Time(batch, units, workload.IsWallTime, out var elapsed);
                if (elapsed >= goal) break;
            }
            _units[batch] = units;
        }
    }

    private static double Time(Batch batch, int units, bool isWallTime, out double elapsed)
    {
        var start = isWallTime ? Clock.Wall() : Clock.ThreadCpu();
        var calls = batch(units);
        elapsed = (isWallTime ? Clock.Wall() : Clock.ThreadCpu()) - start;
        return elapsed / calls;
    }

    private T[] Shuffled<T>(IEnumerable<T> items)
    {
        var copy = items.ToArray();
        _random.Shuffle(copy);
        return copy;
    }
}
