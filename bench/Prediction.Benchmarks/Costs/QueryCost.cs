using ShadowGen.Counters;
using ShadowGen.Runtime.Tests;

namespace ShadowGen.Prediction.Benchmarks.Costs;

/// <summary>
/// What a query adds to a running program of counted calls, in nanoseconds of the asking thread's CPU time: a root that makes calls in an order with long repeats, asked before each.
/// The same calls without asking are taken off.
/// </summary>
internal sealed class QueryCost
{
    private const int Root = 0;
    private const int Callees = 12;
    private const int CallsOfRun = 2000;
    private const int Rounds = 60;

    private readonly TestEdges _edges = new(1 + Callees);
    private readonly NextCall[] _answers = new NextCall[3];
    private readonly int[] _order = new int[CallsOfRun];

    public QueryCost()
    {
        var random = new Random(1);
        for (var i = 0; i < CallsOfRun; i++) _order[i] = 1 + (i % 50 < 40 ? i % 10 : random.Next(Callees));
        for (var i = 0; i < 30; i++)
        {
            Run(null);
            Shadow.Flush();
        }
    }

    /// <summary>The three likeliest next calls, from the published table.</summary>
    public double Table() => Of(() => Shadow.PredictNext(_answers));

    /// <summary>The next call by the full mix.</summary>
    public double Next() => Of(() => Shadow.PredictNextFully(_answers));

    /// <summary>What the running function does next, by the full mix.</summary>
    public double Step() => Of(() => Shadow.PredictStep(_answers));

    /// <summary>Bytes that a run of queries allocates.</summary>
    public long Bytes()
    {
        long bytes = 0;
        Run(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var found = Shadow.PredictNext(_answers) + Shadow.PredictStep(_answers) + Shadow.PredictNextFully(_answers);
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            return found;
        });
        return bytes;
    }

    private double Of(Func<int> query)
    {
        // The compiler looks a second and a third time, when the code has run and rested.
        for (var i = 0; i < 8; i++)
        {
            for (var run = 0; run < 20; run++) Run(query);
            Thread.Sleep(150);
        }
        var (asked, quiet) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var i = 0; i < Rounds; i++) (asked, quiet) = (Math.Min(asked, Time(query)), Math.Min(quiet, Time(null)));
        return Math.Max(0, asked - quiet) / CallsOfRun;
    }

    private double Time(Func<int>? query)
    {
        var start = ThreadClock.Cpu();
        Run(query);
        return ThreadClock.Cpu() - start;
    }

    private void Run(Func<int>? query) => _edges.Call(Root, () =>
    {
        foreach (var k in _order)
        {
            query?.Invoke();
            _edges.Call(k, static () => { });
        }
    });
}
