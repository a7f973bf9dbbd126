using ShadowGen.Hosts.Work;

namespace ShadowGen.Hosts;

/// <summary>Everything at once: threads that die, pool threads, recursion, exceptions, flows, and readers of the graph. Bounded in calls, not in time.</summary>
internal static class Stress
{
    public static void Run()
    {
        long twice = 0, fails = 0, depth = 0, sum = 0;
        var stop = false;
        var readers = Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                foreach (var edge in Shadow.CallGraph.Edges)
                    GC.KeepAlive(edge.Probability);
                GC.KeepAlive(Shadow.Predict());
                Shadow.Flush();
            }
        })).ToList();
        readers.ForEach(reader => reader.Start());

        for (var round = 0; round < 20; round++)
        {
            var threads = Enumerable.Range(0, 20).Select(_ => new Thread(Sync, 16 << 20)).ToList();
            threads.ForEach(thread => thread.Start());
            Task.WhenAll(Enumerable.Range(0, 100).Select(Async)).GetAwaiter().GetResult();
            threads.ForEach(thread => thread.Join());
        }

        Volatile.Write(ref stop, true);
        readers.ForEach(reader => reader.Join());
        Console.WriteLine($"stress added up to {sum}; path at the end {Shadow.CurrentTrace.Depth}");
        Counted.Say("ShadowGen.Hosts.Work.Arithmetic.Twice", twice);
        Counted.Say("ShadowGen.Hosts.Work.Arithmetic.Fails", fails);
        Counted.Say("ShadowGen.Hosts.Work.Arithmetic.Depth", depth);

        void Sync()
        {
            for (var i = 0; i < 1_000; i++)
            {
                Interlocked.Add(ref sum, Arithmetic.Twice(i));
                Interlocked.Increment(ref twice);
                try
                {
                    Interlocked.Increment(ref fails);
                    Interlocked.Add(ref sum, Arithmetic.Fails(i));
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref sum);
                }
            }

            Interlocked.Add(ref sum, Arithmetic.Depth(10_000));
            Interlocked.Add(ref depth, 10_001);
        }

        async Task Async(int i)
        {
            for (var k = 0; k < 10; k++)
            {
                Interlocked.Add(ref sum, await Arithmetic.LaterAsync(i + k));
                Interlocked.Increment(ref twice);
            }
        }
    }
}
