namespace ShadowGen.Adaptive.Benchmarks.Cgroups;

/// <summary>Threads that compute, and threads that allocate and hold some of it, until disposed of.</summary>
internal sealed class Load : IDisposable
{
    private readonly List<Thread> _threads = [];
    private volatile bool _ends;

    /// <param name="computing">Threads that compute.</param>
    /// <param name="heldBytes">What the allocating thread holds; 0: there is none.</param>
    public Load(int computing, int heldBytes)
    {
        for (var i = 0; i < computing; i++) Begin(Compute);
        if (heldBytes > 0) Begin(() => Allocate(heldBytes));
    }

    /// <summary>How many processors two busy threads are seen on within a second.</summary>
    public static double Processors()
    {
        var seen = new HashSet<int>();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var threads = Enumerable.Range(0, 2).Select(_ => new Thread(Look) { IsBackground = true }).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return seen.Count;

        void Look()
        {
            while (clock.Elapsed < TimeSpan.FromSeconds(1))
            {
                Thread.SpinWait(1000);
                lock (seen) seen.Add(Thread.GetCurrentProcessorId());
            }
        }
    }

    public void Dispose()
    {
        _ends = true;
        foreach (var thread in _threads) thread.Join();
    }

    private void Begin(Action body)
    {
        var thread = new Thread(() => body()) { IsBackground = true };
        thread.Start();
        _threads.Add(thread);
    }

    private void Compute()
    {
        while (!_ends) Thread.SpinWait(1000);
    }

    private void Allocate(int heldBytes)
    {
        const int piece = 64 << 10;
        var held = new byte[heldBytes / piece][];
        for (var i = 0; !_ends; i = (i + 1) % held.Length)
        {
            held[i] = new byte[piece];
            held[i].AsSpan().Fill(1);
            for (var garbage = 0; garbage < 4; garbage++) GC.KeepAlive(new byte[piece / 8]);
            if (i % 64 == 0) Thread.Sleep(1);
        }
    }
}
