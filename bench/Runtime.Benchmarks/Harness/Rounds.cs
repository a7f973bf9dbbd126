using System.Diagnostics.CodeAnalysis;

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

    private const int VariantsPerPlain = 6;

    // Wall time is at the mercy of other programs: repetitions shorter than a time slice, and more rounds, so that plain and variant meet the same weather.
    private const int Repetitions = 6;
    private const int WallRepetitions = 9;
    private const int WallRoundsPerRound = 5;
    private static readonly TimeSpan s_repetition = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_wallRepetition = TimeSpan.FromMilliseconds(1);

    // Each process its own order: the order of warming up decides where code lies in memory, and figures are medians over processes.
    private readonly Random _random = new(Environment.ProcessId);
    private readonly Dictionary<Batch, int> _units = [];
    private readonly Dictionary<string, List<double>> _plain = [];
    private readonly Dictionary<(string Workload, string Variant), List<double>> _added = [];

    /// <summary>Measures on a thread of its own that pins itself, so that no thread which it causes to start inherits the mask.</summary>
    public IReadOnlyList<Cost> Measure(IReadOnlyList<Workload> workloads)
    {
        Exception? fault = null;
        var thread = new Thread(() => fault = Catch(() => MeasureHere(workloads)));
        thread.Start();
        thread.Join();
        if (fault is not null) throw new InvalidOperationException("the measurement failed: " + fault.Message, fault);
        return [.. _added.Select(e => new Cost(e.Key.Workload, e.Key.Variant, Statistics.Median(_plain[e.Key.Workload]), Statistics.Median(e.Value)))];
    }

    private void MeasureHere(IReadOnlyList<Workload> workloads)
    {
        Warmup.Run(Shuffled(workloads.SelectMany(w => w.Batches)));
        Affinity.Pin(0);
        foreach (var workload in workloads)
        {
            foreach (var batch in workload.Batches) _units[batch] = Calibrate(batch, workload.IsWallTime);
        }
        for (var round = 0; round < rounds; round++)
        {
            foreach (var workload in Shuffled(workloads.SelectMany(w => Enumerable.Repeat(w, w.IsWallTime ? WallRoundsPerRound : 1)))) Round(workload);
        }
    }

    private void Round(Workload workload)
    {
        var plains = workload.Plain.Select(_ => new List<double>()).ToList();
        var costs = new List<(string Variant, double Cost)>();
        var order = Shuffled([.. workload.Variants.Select(v => (v.Name, Copies: (IReadOnlyList<Batch>)[v.Run])), (Name: Control, Copies: workload.Control)]);
        for (var i = 0; i < order.Length; i++)
        {
            if (i % VariantsPerPlain == 0) Repeat(workload.Plain, plains, workload.IsWallTime);
            var repetitions = order[i].Copies.Select(_ => new List<double>()).ToList();
            Repeat(order[i].Copies, repetitions, workload.IsWallTime);
            costs.Add((order[i].Name, repetitions.Average(Statistics.LowerQuartile)));
        }
        Repeat(workload.Plain, plains, workload.IsWallTime);

        var plain = plains.Average(Statistics.LowerQuartile);
        ListOf(_plain, workload.Name).Add(plain);
        foreach (var (variant, cost) in costs) ListOf(_added, (workload.Name, variant)).Add(cost - plain);
    }

    private void Repeat(IReadOnlyList<Batch> copies, List<List<double>> repetitions, bool isWallTime)
    {
        for (var i = 0; i < (isWallTime ? WallRepetitions : Repetitions); i++)
        {
            for (var copy = 0; copy < copies.Count; copy++) repetitions[copy].Add(Time(copies[copy], _units[copies[copy]], isWallTime, out _));
        }
    }

    private static int Calibrate(Batch batch, bool isWallTime)
    {
        var goal = (isWallTime ? s_wallRepetition : s_repetition).TotalNanoseconds;
        var units = 1;
        for (; units < 1 << 28; units *= 2)
        {
            Time(batch, units, isWallTime, out var elapsed);
            if (elapsed >= goal) break;
        }
        return units;
    }

    private static double Time(Batch batch, int units, bool isWallTime, out double elapsed)
    {
        var start = isWallTime ? Clock.Wall() : Clock.ThreadCpu();
        var calls = batch(units);
        elapsed = (isWallTime ? Clock.Wall() : Clock.ThreadCpu()) - start;
        return elapsed / calls;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Handed to the thread that waits.")]
    private static Exception? Catch(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static List<double> ListOf<TKey>(Dictionary<TKey, List<double>> lists, TKey key) where TKey : notnull =>
        lists.TryGetValue(key, out var list) ? list : lists[key] = [];

    private T[] Shuffled<T>(IEnumerable<T> items)
    {
        var copy = items.ToArray();
        _random.Shuffle(copy);
        return copy;
    }
}
