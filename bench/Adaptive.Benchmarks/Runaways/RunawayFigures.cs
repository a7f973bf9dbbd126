using System.Diagnostics;
using ShadowGen.Benchmarks.Figures;

namespace ShadowGen.Adaptive.Benchmarks.Runaways;

/// <summary>
/// How long runaways go on once their budget is passed, until the caller of the flow has the exception, and whether that harms anybody else: a flow that has the same thread next, and flows on other threads.
/// </summary>
internal sealed class RunawayFigures(TextWriter output) : FigureGroup(
    "runaways",
    new("runaways.worst", "ms", Bound.AtMost(50)),
    new("runaways.median", "ms"),
    new("runaways.harmed", "flows", Bound.AtMost(0)))
{
    private const int Rounds = 20;
    private const int Neighbours = 2;
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(100);

    private long _harmed;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        (string Name, ShadowBudget Budget, Action Run)[] all =
        [
            ("loop, elapsed time", new() { MaxElapsed = Budget }, static () => Runaway.Loop(long.MaxValue)),
            ("loop, calls", new() { MaxCalls = 5_000_000 }, static () => Runaway.Loop(5_000_000)),
            ("recursion, depth", new() { MaxDepth = 1_000 }, static () => Runaway.Recurse(0)),
            ("recursion, stack", new() { MaxElapsed = TimeSpan.FromHours(1) }, static () => Runaway.Recurse(0)),
            ("allocations", new() { MaxAllocatedBytes = 50_000_000 }, static () => Runaway.Allocate(50_000_000, 1_000)),
            ("slow leak", new() { MaxAllocatedBytes = 5_000_000 }, static () => Runaway.LeakAsync(5_000_000).GetAwaiter().GetResult()),
        ];

        using var stop = new CancellationTokenSource();
        var neighbours = Enumerable.Range(0, Neighbours).Select(i => Task.Factory.StartNew(() => BeNeighbour(i, stop.Token), TaskCreationOptions.LongRunning)).ToArray();
        var late = new List<double>();
        output.WriteLine($"{"",-22}{"median ms",12}{"worst ms",12}");
        foreach (var (name, budget, run) in all)
        {
            End(name, budget, run); // the first compiles what it takes
            var own = Enumerable.Range(0, Rounds).Select(_ => End(name, budget, run)).Order().ToArray();
            output.WriteLine($"{name,-22}{own[own.Length / 2],12:f1}{own[^1],12:f1}");
            late.AddRange(own);
        }

        stop.Cancel();
        Task.WaitAll(neighbours);
        late.Sort();
        return new Dictionary<string, double>
        {
            ["runaways.worst"] = late[^1],
            ["runaways.median"] = late[late.Count / 2],
            ["runaways.harmed"] = Volatile.Read(ref _harmed),
        };
    }

    /// <returns>Milliseconds from the budget's being passed to the exception.</returns>
    private double End(string name, ShadowBudget budget, Action run)
    {
        Runaway.Reset();
        var passedAt = Stopwatch.GetTimestamp() + (long)(Budget.TotalSeconds * Stopwatch.Frequency);
        double late;
        using (Shadow.BeginFlow(name, budget))
        {
            try
            {
                run();
                throw new InvalidOperationException($"{name} came to an end by itself");
            }
            catch (ShadowBudgetExceededException)
            {
                // What the runaway itself does not reckon is paid as well: it may be over before it thinks so.
                var since = budget.MaxElapsed == Budget ? passedAt : Runaway.PassedAt;
                late = since == 0 ? 0 : Stopwatch.GetElapsedTime(since).TotalMilliseconds;
            }
        }

        BeNext();
        return late;
    }

    private void BeNext()
    {
        try
        {
            using var flow = Shadow.BeginFlow("next on the thread");
            Runaway.Work(1_000_000);
        }
        catch (ShadowBudgetExceededException)
        {
            Interlocked.Increment(ref _harmed);
        }
    }

    private void BeNeighbour(int number, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var flow = number == 0 ? Shadow.BeginFlow("neighbour") : Shadow.BeginFlow("neighbour with a budget", new() { MaxElapsed = TimeSpan.FromHours(1), MaxCalls = long.MaxValue });
                Runaway.Work(10_000);
                Thread.Sleep(1);
            }
            catch (ShadowBudgetExceededException)
            {
                Interlocked.Increment(ref _harmed);
            }
        }
    }
}
