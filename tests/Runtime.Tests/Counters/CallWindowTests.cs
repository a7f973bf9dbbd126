using System.Globalization;
using System.Reflection;
using System.Text;
using ShadowGen.Counters;
using ShadowGen.Generated;

namespace ShadowGen.Runtime.Tests.Counters;

/// <summary>What a sampled call with arguments tells of its callees: slots 0 to 2 are Main calling F, F calling A, F calling B; then A calling B, and F calling F.</summary>
public class CallWindowTests
{
    private const int ToF = 0, ToA = 1, ToB = 2, FromA = 3, Again = 4;

    private static readonly List<byte[]> Texts = [];
    private static long _ids = 0x7E58_0000_0000_0000;

    private readonly int _first = Register();

    [Fact]
    public void It_tells_its_own_callees_and_how_often()
    {
        Assert.Equal(["A 2, B 1"], Told(() =>
        {
            Call(ToA, () => Call(FromA, static () => { }));
            Call(ToB, static () => { });
            Call(ToA, static () => { });
        }));
        Assert.Equal([""], Told(static () => { }));
    }

    [Fact]
    public void Of_more_calls_than_are_looked_through_it_tells_nothing()
    {
        Assert.Equal(["A 1024"], Told(() => Repeat(CallWindow.MostCalls)));
        Assert.Equal(["not told"], Told(() => Repeat(CallWindow.MostCalls + 1)));

        void Repeat(int calls)
        {
            for (var i = 0; i < calls; i++) Call(ToA, static () => { });
        }
    }

    [Fact]
    public void Of_a_recursive_call_it_tells_nothing() => Assert.Equal(["not told"], Told(() => Call(Again, () => Call(ToA, static () => { }))));

    [Fact]
    public void Reading_what_was_called_allocates_nothing()
    {
        long allocated = 0;
        Told(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var frame = ShadowCall.Enter(_first + ToF);
                if (frame.IsMeasured) ShadowCall.Arguments(i);
                Call(ToA, static () => { });
                frame.Exit();
                allocated = i < 50 ? 0 : allocated + GC.GetAllocatedBytesForCurrentThread() - before;
            }
        });

        Assert.Equal(0, allocated);
    }

    private static int Register()
    {
        var ids = Enumerable.Range(0, 4).Select(_ => Interlocked.Increment(ref _ids).ToString("x16", CultureInfo.InvariantCulture)).ToArray();
        var (main, f, a, b) = (ids[0], ids[1], ids[2], ids[3]);
        var text = new StringBuilder("shadowgen-skeleton 1\nassembly Tests\nfile Window.cs\n");
        foreach (var id in ids) text.Append(CultureInfo.InvariantCulture, $"method {id} 1 s M:Window.F{id}\n");
        text.Append(CultureInfo.InvariantCulture, $"features {f} s:n\n");
        foreach (var (k, caller, callee) in new[] { (ToF, main, f), (ToA, f, a), (ToB, f, b), (FromA, a, b), (Again, f, f) })
            text.Append(CultureInfo.InvariantCulture, $"edge {k} {caller} {callee} 0 {k + 1}:1\n");
        var bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(text.ToString()), pinned: true);
        Encoding.UTF8.GetBytes(text.ToString(), bytes);
        lock (Texts)
            Texts.Add(bytes);
        var first = ShadowSkeleton.Register(typeof(CallWindowTests), bytes, 5);
        Shadow.Flush(); // the engine tells which slots are of whose calls
        return first;
    }

    private void Call(int edge, Action body)
    {
        var frame = ShadowCall.Enter(_first + edge);
        try { body(); }
        finally { frame.Exit(); }
    }

    // What samples of F tell, on a thread of its own whose first call of a slot is a sample. The engine's own lock: the queue has one consumer at a time.
    private string[] Told(Action body)
    {
        var sync = (Lock)typeof(ShadowExecutionEngine).GetField("Sync", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        var told = new List<string>();
        lock (sync)
        {
            var thread = new Thread(() =>
            {
                var frame = ShadowCall.Enter(_first + ToF);
                if (frame.IsMeasured) ShadowCall.Arguments(1);
                body();
                frame.Exit();
            });
            thread.Start();
            thread.Join();
            while (Measurements.Queue.TryDequeue(out var sample))
            {
                if (sample.Slot == _first + ToF && sample.ArgumentCount > 0) told.Add(Show(sample));
            }
        }
        return [.. told];
    }

    private string Show(CallSample sample)
    {
        if ((sample.Flags & SampleFlags.HasCallees) == 0) return "not told";
        var counts = Enumerable.Range(0, sample.CalleeCount).Select(i => sample.Callees[i]);
        return string.Join(", ", counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"{(CalleeCounts.SlotOf(c) == _first + ToA ? "A" : "B")} {CalleeCounts.CallsOf(c)}")).Order(StringComparer.Ordinal));
    }
}
