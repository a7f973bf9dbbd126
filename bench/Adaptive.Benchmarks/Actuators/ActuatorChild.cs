using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime;
using ShadowGen.Adaptive.Benchmarks.Cgroups;
using ShadowGen.Allocation;

namespace ShadowGen.Adaptive.Benchmarks.Actuators;

/// <summary>Tries each actuator in a process and a control group of its own: asks for an amount, looks at the effect where it is felt, sets back, looks again.</summary>
internal static class ActuatorChild
{
    public const string Verb = "actuators-run";
    public const double FirstLimit = 1L << 30;

    private const double Rate = 5e6;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1), Length = TimeSpan.FromSeconds(3);

    public static int Run()
    {
        var collector = new RuntimeCollector();
        var group = CgroupFolders.Own;
        ActuatorTrial[] trials =
        [
            Try(new ThreadPoolActuator(), 34, "ms until 32 jobs of 100 ms on the pool are done", BlockingJobs, (_, after) => after < 250, static () => BlockingJobs()),
            Try(new ParallelismLimit(new CoreCount(group)), 1, "what the limit tells", null, (_, after) => after == 1),
            Try(new CollectorLatencyActuator(), 1, "GCSettings.LatencyMode", static () => (double)GCSettings.LatencyMode, (_, after) => after == (double)GCLatencyMode.SustainedLowLatency),
            Once(new IdleCollectionActuator(collector), "collections of all generations", static () => GC.CollectionCount(GC.MaxGeneration)),
            Try(new HeapLimitActuator(collector), 300 << 20, "bytes that .NET takes to be there", Available, (_, after) => Near(after, 300 << 20)),
            Try(new CgroupMemoryActuator(group, collector, 0.25), 512 << 20, "bytes that .NET takes to be there", Available, (_, after) => Near(after, 0.75 * (512 << 20))),
            Try(new CgroupCpuActuator(group), 0.3, "cores that two busy threads get", BusyCores, (_, after) => Near(after, 0.3, 0.1)),
            Try(new AffinityActuator(movesAll: true), 1, "processors that two busy threads were seen on", Load.Processors, (before, after) => before == 2 && after == 1),
            Bandwidth(paced: false),
            Bandwidth(paced: true),
        ];
        foreach (var trial in trials)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{trial.Name}|{trial.Requested}|{trial.InEffect}|{trial.Before}|{trial.Seen}|{trial.Undone}|{trial.What}|{trial.IsOk}"));
        }
        return 0;
    }

    private static ActuatorTrial Try(IResourceActuator actuator, double amount, string what, Func<double>? look, Func<double, double, bool> isRight, Action? settle = null)
    {
        look ??= () => actuator.Verify(default);
        var probe = actuator.Probe(default);
        if (!probe.IsAvailable) throw new InvalidOperationException($"{actuator.Name}: {probe.Problem}");
        var before = look();
        actuator.Apply(amount, default);
        var (inEffect, seen) = (actuator.Verify(default), look());
        actuator.Undo(probe.Original, default);
        settle?.Invoke(); // the pool's goal comes down with its threads, one use after its minimum
        var undone = look();
        return new(actuator.Name, amount, inEffect, before, seen, undone, what, isRight(before, seen) && (!isRight(before, undone) || undone == before) && actuator.Probe(default).Amount == probe.Amount);
    }

    // What was collected stays collected.
    private static ActuatorTrial Once(IdleCollectionActuator actuator, string what, Func<double> look)
    {
        var before = look();
        actuator.Apply(1, default);
        var inEffect = actuator.Verify(default);
        SpinWait.SpinUntil(() => look() > before, TimeSpan.FromSeconds(5));
        var seen = look();
        actuator.Undo("0", default);
        return new(actuator.Name, 1, inEffect, before, seen, look(), what, seen == before + 1 && look() == seen && actuator.Verify(default) == 0);
    }

    private static ActuatorTrial Bandwidth(bool paced)
    {
        var limit = new BandwidthLimit();
        using var receiver = new Receiver();
        using var stream = new NetworkStream(receiver.Near);
        if (paced && !limit.TryPace(receiver.Near)) throw new InvalidOperationException("sockets cannot be paced here");
        var used = paced ? stream : limit.Over(stream);
        return Try(
            new BandwidthActuator(limit),
            Rate,
            paced ? "bytes a second at the receiver, socket paced" : "bytes a second at the receiver, token bucket",
            () => receiver.Measure(used, Settling, Length),
            (_, after) => Near(after, Rate, 0.05));
    }

    private static double BlockingJobs()
    {
        using var done = new CountdownEvent(32);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 32; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    Thread.Sleep(100);
                    done.Signal();
                },
                null);
        }
        done.Wait();
        var elapsed = clock.Elapsed.TotalMilliseconds;
        // Threads that were made stay for 20 s, and would be there for the next look.
        while (ThreadPool.ThreadCount > 8) Thread.Sleep(500);
        return elapsed;
    }

    private static double BusyCores()
    {
        using var load = new Load(2, 0);
        Thread.Sleep(300);
        var (cpu, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        Thread.Sleep(2000);
        return (Environment.CpuUsage.TotalTime - cpu) / clock.Elapsed;
    }

    private static double Available() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static bool Near(double value, double wanted, double share = 0.01) => Math.Abs(value - wanted) <= share * wanted;
}
