using System.Diagnostics;
using System.Threading.RateLimiting;

namespace ShadowGen.Adaptive.Benchmarks;

/// <summary>
/// Overload in small, in earnest: real threads that compute, on this machine's clock. Open-loop requests of 1 : 100 come at three times what the processors can do; a cost is told with an error of a
/// quarter. For a note beside the simulation: a machine that does something else tells nothing.
/// </summary>
internal static class RealRun
{
    private const double Seconds = 8, Load = 3, Target = 0.2, LeastCost = 0.5e-3, Noise = 0.25;

    public static int Print(TextWriter output)
    {
        var rate = CalibrateSpins();
        foreach (var permits in new[] { 4, 8, 16 })
        {
            using var fixedLimit = new ConcurrencyLimiter(new() { PermitLimit = permits, QueueLimit = 2 * permits, QueueProcessingOrder = QueueProcessingOrder.NewestFirst });
            Print(output, $"ConcurrencyLimiter of {permits}", Measure(rate, _ => fixedLimit.AcquireAsync()));
        }
        using var own = new PredictiveRateLimiter(new() { LatencyTarget = TimeSpan.FromSeconds(Target) });
        Print(output, "ShadowGen", Measure(rate, told => own.AcquireAsync(new AdmissionRequest { ProcessorTime = TimeSpan.FromSeconds(told) })));
        return 0;
    }

    private static void Print(TextWriter output, string name, (int Asked, double[] Latencies) run)
    {
        var inTime = run.Latencies.Count(l => l <= Target);
        output.WriteLine($"{name,-24}{inTime / Seconds,8:f0} in time/s of {run.Asked / Seconds,6:f0}, p99 of those let in {1e3 * run.Latencies[(int)(run.Latencies.Length * 0.99)],6:f0} ms");
    }

    private static (int Asked, double[] Latencies) Measure(double spinsPerSecond, Func<double, ValueTask<RateLimitLease>> ask)
    {
        var random = new Random(1);
        var latencies = new List<double>();
        var requests = new List<Task>();
        var mean = LeastCost * 99 / Math.Log(100);
        var watch = Stopwatch.StartNew();
        var asked = 0;
        for (var next = 0.0; next < Seconds; asked++)
        {
            next += -Math.Log(1 - random.NextDouble()) * mean / Environment.ProcessorCount / Load;
            while (watch.Elapsed.TotalSeconds < next) Thread.Sleep(1);
            var cost = LeastCost * Math.Pow(100, random.NextDouble());
            requests.Add(ServeAsync(next, cost, cost * Math.Exp(Noise * ((random.NextDouble() * 2) - 1))));
        }
        Task.WaitAll(requests);
        return (asked, [.. latencies.Order()]);

        async Task ServeAsync(double arrival, double cost, double told)
        {
            using var lease = await ask(told).ConfigureAwait(false);
            if (!lease.IsAcquired) return;
            await Task.Factory.StartNew(() => Thread.SpinWait((int)(cost * spinsPerSecond)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
            lock (latencies) latencies.Add(watch.Elapsed.TotalSeconds - arrival);
        }
    }

    private static double CalibrateSpins()
    {
        const int Spins = 2_000_000;
        var best = double.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Thread.SpinWait(Spins);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return Spins / best;
    }
}
