using ShadowGen.Hosts.Work;

namespace ShadowGen.Hosts;

internal static class ManyThreads
{
    public static void Run()
    {
        const int Threads = 2_000;
        using var all = new Barrier(Threads);
        long sum = 0;
        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 100; i++)
                Interlocked.Add(ref sum, Arithmetic.Twice(i));
            all.SignalAndWait(); // all two thousand are alive at once
            for (var i = 0; i < 100; i++)
                Interlocked.Add(ref sum, Arithmetic.Twice(i));
        }, 256 * 1024)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Console.WriteLine($"threads added up to {sum}");
        Counted.Say("ShadowGen.Hosts.Work.Arithmetic.Twice", Threads * 200L);
    }
}
