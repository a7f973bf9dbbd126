using System.Diagnostics;
using System.Globalization;
using ShadowGen.Hosts.Work;

namespace ShadowGen.Hosts;

/// <summary>A program with a steady load; it says on standard error what was foretold, as shares of the rounds a second that it made lately.</summary>
internal static class Demand
{
    private const int Seconds = 6, Lately = 2;

    public static void Run()
    {
        var clock = Stopwatch.StartNew();
        long rounds = 0, before = 0, sum = 0;
        var since = TimeSpan.Zero;
        while (clock.Elapsed < TimeSpan.FromSeconds(Seconds))
        {
            sum += Arithmetic.LaterAsync(1).GetAwaiter().GetResult() + Arithmetic.LaterAsync(2).GetAwaiter().GetResult();
            using (Shadow.BeginFlow("job")) sum += Arithmetic.Fails(4);
            rounds++;
            Thread.Sleep(2);
            if (since == TimeSpan.Zero && clock.Elapsed > TimeSpan.FromSeconds(Seconds - Lately)) (since, before) = (clock.Elapsed, rounds);
        }

        var demand = Shadow.PredictDemand(TimeSpan.FromSeconds(5));
        var rate = (rounds - before) / (clock.Elapsed - since).TotalSeconds;
        foreach (var root in demand.Roots)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"root {root.Node.Name} {root.Calls.Mean / rate:f3}"));
        Console.Error.WriteLine($"demand CPU measured {demand.CpuTime.IsMeasured}, interval {demand.CpuTime.Low <= demand.CpuTime.Mean && demand.CpuTime.Mean <= demand.CpuTime.High && demand.CpuTime.Mean > 0}");
        Console.WriteLine($"demand: {(sum == 10 * rounds ? "as expected" : "wrong")}");
        Counted.Say("ShadowGen.Hosts.Work.Arithmetic.Fails", rounds);
        Counted.Say("ShadowGen.Hosts.Work.Arithmetic.Twice", 2 * rounds);
    }
}
