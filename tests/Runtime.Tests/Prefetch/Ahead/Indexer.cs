using System.Collections.Concurrent;
using ShadowGen.Generated;
using ShadowGen.Prefetch;
using ShadowGen.Runtime.Tests.Allocation;

namespace ShadowGen.Runtime.Tests.Prefetch.Ahead;

/// <summary>A method that reads one file of a list after the other, with its shims and scope as they are emitted. Time stands still but for what reads take.</summary>
internal sealed class Indexer
{
    private readonly ConcurrentDictionary<string, bool> _warm = new();
    private readonly bool _repeats;
    private int _current;

    public Indexer(AheadMode mode = AheadMode.Start, bool repeats = true, double probability = 1)
    {
        _repeats = repeats;
        Control = new(Time, mode);
        Plan = new(Control, "M:Indexer.Index", new AheadCall("M:Reader.Read", AheadKind.Prefetch, 0, 0, probability, repeats));
    }

    public FakeTime Time { get; } = new();

    public AheadControl Control { get; }

    public AheadPlan Plan { get; }

    public CallAheadStatistics Statistics => Control.Statistics()[0];

    /// <summary>Files in the order of their prefetches.</summary>
    public ConcurrentQueue<string> Warmed { get; } = new();

    /// <summary>How many files ahead of the one that is read a prefetch was begun, at most.</summary>
    public int Furthest { get; private set; }

    public double ColdUs { get; set; } = 100;

    public double WarmUs { get; set; } = 10;

    /// <summary>What the prefetch does beside warming; returns null when it is done.</summary>
    public Func<Task?>? Warming { get; set; }

    /// <summary>Lets prefetches end before the next read.</summary>
    public bool WaitsForWarm { get; set; } = true;

    /// <summary>The shim of the method.</summary>
    /// <param name="files">Each is read once in the life of the indexer.</param>
    /// <param name="reads">How many of them the method reads.</param>
    public void Index(IReadOnlyList<string> files, int reads = int.MaxValue)
    {
        var ahead = Plan.IsWanted ? new IndexAhead(this, files) : null;
        ahead?.Begin();
        try
        {
            for (var i = 0; i < Math.Min(files.Count, reads); i++)
            {
                if (!_repeats) Pass(1000); // else there is no lead
                Settle();
                Read(files[i], i);
            }
        }
        finally
        {
            ahead?.End(null);
        }
        Settle();
    }

    public static string[] Files(int count, string prefix = "f") => [.. Enumerable.Range(0, count).Select(i => prefix + i)];

    public void Pass(double us) => Time.Advance(TimeSpan.FromMicroseconds(us));

    // The shim of the planned site.
    private void Read(string file, int index)
    {
        _current = index;
        AheadScope.Passed(Plan, 0);
        Pass(_warm.ContainsKey(file) ? WarmUs : ColdUs);
        AheadScope.Made(Plan, 0, null);
    }

    private void Settle()
    {
        if (WaitsForWarm) Assert.True(SpinWait.SpinUntil(() => Control.Gate.Inside == 0, 10_000));
    }

    private Task? Warm(string file)
    {
        Warmed.Enqueue(file);
        var task = Warming?.Invoke();
        _warm[file] = true;
        return task;
    }

    private sealed class IndexAhead(Indexer self, IReadOnlyList<string> files) : AheadScope(self.Plan)
    {
        protected override void Start(int number)
        {
            var file = files[0];
            Warm(0, () => self.Warm(file));
        }

        protected override bool StartElement(int number, int index)
        {
            if (index >= files.Count) return false;
            var file = files[index];
            self.Furthest = Math.Max(self.Furthest, index - self._current);
            Warm(0, () => self.Warm(file));
            return true;
        }
    }
}
