using ShadowGen.Counters;
using ShadowGen.Engine;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Shared.Model;

namespace ShadowGen.Runtime.Tests.Engine;

public class RingReaderTests
{
    [Fact]
    public void Windows_hold_every_call_of_a_thread_in_order_or_say_how_many_they_missed()
    {
        var edges = new TestEdges(97);
        var recorder = new Recorder(edges.First, 97);
        var reader = new RingReader(recorder);
        long made = 0;
        var stop = false;
        var thread = new Thread(() =>
        {
            for (var i = 0; !Volatile.Read(ref stop); i = (i + 1) % 97)
            {
                edges.Call(i, static () => { });
                Volatile.Write(ref made, made + 1);
            }
        });
        thread.Start();
        while (Volatile.Read(ref made) < 3_000_000)
            reader.Read(everything: true);
        Volatile.Write(ref stop, true);
        thread.Join();
        reader.Read(everything: true);

        // The process's own engine reads rings too, and moves the common read position: what it took is not in this reader's sum.
        Assert.True(recorder.Taken > 0, $"taken {recorder.Taken}, made {made}, out of order {recorder.OutOfOrder}");
        Assert.Equal(0, recorder.OutOfOrder);
        Assert.True(recorder.Taken <= made, $"taken {recorder.Taken}, made {made}");
    }

    /// <summary>Checks that within each window the slots of one test follow each other round and round.</summary>
    private sealed class Recorder(int first, int count) : IShadowPredictor
    {
        public long Taken { get; private set; }

        public long OutOfOrder { get; private set; }

        public long MemoryBytes => 0;

        public long Followed => 0;

        public long Learned => 0;

        public PredictionQuality Quality => default;

        public void Attach(GraphModel graph)
        {
        }

        public void SetUpperTails(ReadOnlySpan<double> shares)
        {
        }

        public void Allow(double ns)
        {
        }

        public void Restore(PredictionPrior prior)
        {
        }

        public bool RestoreMore(double ns) => false;

        public void Capture(ModelSource source)
        {
        }

        public void Learn(ReadOnlySpan<uint> window, long thread, bool continues)
        {
            var before = -1;
            foreach (var entry in window)
            {
                var k = (int)entry - first;
                if (k < 0 || k >= count)
                    return; // another test's thread
                if (before >= 0 && k != (before + 1) % count)
                    OutOfOrder++;
                before = k;
                Taken++;
            }
        }

        public void Observe(in CallSample sample)
        {
        }

        public void Forget(int firstSlot, int slots)
        {
        }

        public ShadowSnapshot Publish(CallGraph graph) => ShadowSnapshot.Empty;
    }
}
