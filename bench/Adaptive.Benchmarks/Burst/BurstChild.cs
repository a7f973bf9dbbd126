using System.Diagnostics;
using System.Globalization;

namespace ShadowGen.Adaptive.Benchmarks.Burst;

/// <summary>One run of the schedule in a process of its own, under the ThreadPool alone, with a constant minimum, or under the manager.</summary>
internal static class BurstChild
{
    public const string Verb = "burst-run";
    public const string Alone = "alone", Manager = "manager";

    private const double StartSeconds = 1;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <param name="arguments">Who sizes the pool (<see cref="Alone"/>, <see cref="Manager"/> or a number of threads), and the offset of bursts in seconds.</param>
    public static int Run(string[] arguments)
    {
        var (who, offset) = (arguments[0], double.Parse(arguments[1], CultureInfo.InvariantCulture));
        if (int.TryParse(who, NumberStyles.None, CultureInfo.InvariantCulture, out var threads))
        {
            ThreadPool.GetMinThreads(out _, out var completions);
            ThreadPool.SetMinThreads(threads, completions);
        }
        if (who == Manager) Shadow.Configure(o => o.Manager = ManagerMode.Act);

        var arrivals = new BurstSchedule(1, offset).Arrivals().ToArray();
        var delays = new double[arrivals.Length];
        var clock = Stopwatch.StartNew();
        var counts = new List<(double At, int Threads)>();
        using var timer = new CancellationTokenSource();
        var looker = new Thread(Count) { IsBackground = true };
        looker.Start();
        for (var i = 0; i < arrivals.Length; i++)
        {
            var (at, isBlocking, _, _) = arrivals[i];
            WaitUntil(clock, StartSeconds + at);
            var (place, queued) = (i, clock.Elapsed);
            ThreadPool.UnsafeQueueUserWorkItem(_ =>
            {
                delays[place] = (clock.Elapsed - queued).TotalMilliseconds;
                if (isBlocking) BurstJobs.Block();
                else BurstJobs.Compute();
            }, null);
        }
        Thread.Sleep(TimeSpan.FromSeconds(5));
        timer.Cancel();
        looker.Join();
        Write(who, arrivals, delays, counts, offset);
        return 0;

        void Count()
        {
            while (!timer.IsCancellationRequested)
            {
                counts.Add((clock.Elapsed.TotalSeconds - StartSeconds, ThreadPool.ThreadCount));
                Thread.Sleep(Look);
            }
        }
    }

    [Unshadowed]
    private static void WaitUntil(Stopwatch clock, double seconds)
    {
        while (seconds - clock.Elapsed.TotalSeconds is var left && left > 0)
        {
            if (left > 0.002) Thread.Sleep(TimeSpan.FromSeconds(left - 0.001));
            else Thread.SpinWait(20);
        }
    }

    private static void Write(string who, (double At, bool IsBlocking, int Period, double SinceBurst)[] arrivals, double[] delays, List<(double At, int Threads)> counts, double offset)
    {
        var starts = arrivals.Select((a, i) => (a, Delay: delays[i])).Where(x => x.a.IsBlocking && x.a.Period >= BurstSchedule.Warm && x.a.SinceBurst < 1).ToArray();
        // The median burst: one that the machine was busy with something else in is not what is compared.
        var bursts = starts.GroupBy(x => x.a.Period).Select(g => (Mean: g.Average(x => x.Delay), P95: g.Select(x => x.Delay).Order().ElementAt((int)(0.95 * g.Count())))).OrderBy(b => b.Mean).ToArray();
        var median = bursts[bursts.Length / 2];
        var between = counts.Where(c => Phase(c.At - offset) is var phase && phase > BurstSchedule.BurstSeconds + 1 && c.At > offset + (BurstSchedule.Warm * BurstSchedule.PeriodSeconds)).Select(c => (double)c.Threads).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"delay {median.Mean}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p95 {median.P95}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"threads {between.Average()}"));
        Console.WriteLine($"bursts {string.Join(' ', bursts.Select(b => b.Mean.ToString("f3", CultureInfo.InvariantCulture)))}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"engine {Shadow.Statistics.EngineRounds} rounds {Shadow.Statistics.EngineCpuTime.TotalMilliseconds:f0} ms"));
        if (who != Manager) return;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"manager {Shadow.Manager.Statistics.CpuTime.TotalMilliseconds:f0} ms in {Shadow.Manager.Statistics.Steps} looks"));
        foreach (var decision in Shadow.Manager.Decisions) Console.WriteLine($"decision {decision}");
    }

    private static double Phase(double seconds) => seconds - (Math.Floor(seconds / BurstSchedule.PeriodSeconds) * BurstSchedule.PeriodSeconds);
}
