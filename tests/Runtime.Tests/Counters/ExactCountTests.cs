using ShadowGen.Counters;

namespace ShadowGen.Runtime.Tests.Counters;

public class ExactCountTests
{
    [Fact]
    public void Counts_of_many_threads_add_up()
    {
        var edges = new TestEdges(3);
        Parallel.For(0, 16, _ =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                edges.Call(0, static () => { });
                if (i % 10 == 0)
                    edges.Call(1, static () => { });
            }
        });

        Assert.Equal(800_000, edges.Calls(0));
        Assert.Equal(80_000, edges.Calls(1));
        Assert.Equal(0, edges.Calls(2));
    }

    [Fact]
    public void Threads_that_end_leave_their_counts()
    {
        var edges = new TestEdges(1);
        for (var batch = 0; batch < 20; batch++)
        {
            var threads = Enumerable.Range(0, 50).Select(_ => new Thread(() =>
            {
                for (var i = 0; i < 100; i++)
                    edges.Call(0, static () => { });
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
        }

        Assert.Equal(20 * 50 * 100, edges.Calls(0));
    }

    [Fact]
    public void Blocks_of_ended_threads_are_used_again()
    {
        var edges = new TestEdges(1);
        OneThread(edges);
        Shadow.Flush();
        var reserved = ThreadRegistry.NativeBytes;
        for (var i = 0; i < 2_000; i++)
            OneThread(edges);

        Assert.Equal(2_001, edges.Calls(0));
        // Dead threads are swept when there are twice as many as after the last sweep, 64 at least; 2,000 blocks of their own would be 270 MB.
        Assert.InRange(ThreadRegistry.NativeBytes - reserved, long.MinValue, 130L * (ThreadBlock.TotalBytes + (1 << 20)));
    }

    [Fact]
    public void Deep_recursion_is_counted_to_the_last_frame()
    {
        var edges = new TestEdges(1);
        var depthSeen = 0;
        var thread = new Thread(() => Recurse(10_000), 64 << 20);
        thread.Start();
        thread.Join();

        Assert.Equal(10_000, edges.Calls(0));
        Assert.Equal(10_000, depthSeen);

        void Recurse(int left)
        {
            if (left == 0)
                depthSeen = Shadow.CurrentTrace.Depth;
            else
                edges.Call(0, () => Recurse(left - 1));
        }
    }

    [Fact]
    public void Recursion_deeper_than_the_path_is_counted_and_leaves_the_path_whole()
    {
        var edges = new TestEdges(1);
        var depthAtEnd = -1;
        var depthAfter = -1;
        var thread = new Thread(() =>
        {
            Recurse(ThreadBlock.PathFrames + 5_000);
            depthAfter = Shadow.CurrentTrace.Depth;
        }, 256 << 20);
        thread.Start();
        thread.Join();

        Assert.Equal(ThreadBlock.PathFrames + 5_000, edges.Calls(0));
        Assert.Equal(ThreadBlock.PathFrames, depthAtEnd);
        Assert.Equal(0, depthAfter);

        void Recurse(int left)
        {
            if (left == 0)
                depthAtEnd = Shadow.CurrentTrace.Depth;
            else
                edges.Call(0, () => Recurse(left - 1));
        }
    }

    [Fact]
    public void Exceptions_are_counted_and_pop_their_frames()
    {
        var edges = new TestEdges(2);
        var before = Shadow.CurrentTrace.Depth;
        for (var i = 0; i < 2_000; i++)
        {
            var caught = Assert.Throws<InvalidOperationException>(() => edges.Call(0, () => edges.Call(1, () => throw new InvalidOperationException("of the app"))));
            Assert.Equal("of the app", caught.Message);
        }

        Assert.Equal(before, Shadow.CurrentTrace.Depth);
        Assert.Equal(2_000, edges.Calls(0));
        Assert.Equal(2_000, edges.Calls(1));
    }

    [Fact]
    public void Registering_more_edges_while_threads_run_disturbs_no_count()
    {
        var edges = new TestEdges(1);
        using var stop = new CancellationTokenSource();
        long made = 0;
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            long mine = 0;
            for (; !stop.IsCancellationRequested; mine++)
                edges.Call(0, static () => { });
            Interlocked.Add(ref made, mine);
        })).ToList();
        threads.ForEach(thread => thread.Start());

        // Each file has the most edges that one may have, so that tables outgrow themselves several times.
        var later = Enumerable.Range(0, 8).Select(_ =>
        {
            var file = new TestEdges(SlotTable.SinkSlots);
            file.Call(SlotTable.SinkSlots - 1, static () => { });
            return file;
        }).ToList();
        stop.Cancel();
        threads.ForEach(thread => thread.Join());

        Assert.Equal(made, edges.Calls(0));
        Assert.All(later, file => Assert.Equal(1, file.Calls(SlotTable.SinkSlots - 1)));
    }

    [Fact]
    public void A_read_while_threads_run_is_never_ahead_of_the_truth_and_never_goes_back()
    {
        var edges = new TestEdges(1);
        using var stop = new CancellationTokenSource();
        long begun = 0, ended = 0;
        var thread = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Volatile.Write(ref begun, begun + 1);
                edges.Call(0, static () => { });
                Volatile.Write(ref ended, ended + 1);
            }
        });
        thread.Start();

        long last = 0;
        for (var i = 0; i < 300; i++)
        {
            Shadow.Flush();
            var calls = edges.Callee(0).Calls;
            Assert.InRange(calls, last, Volatile.Read(ref begun));
            last = calls;
        }

        stop.Cancel();
        thread.Join();
        Assert.Equal(ended, edges.Calls(0));
    }

    [Fact]
    public void Counting_and_sampling_synchronous_calls_allocates_nothing()
    {
        var edges = new TestEdges(2);
        var body = () => { };
        Loop(20_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Loop(200_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Loop(int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                edges.Call(0, body);
                if (i % 100 == 0)
                    edges.Call(1, body);
            }
        }
    }

    [Fact]
    public void What_cannot_be_registered_counts_in_the_sink_and_calls_go_on()
    {
        var edges = new TestEdges(SlotTable.SinkSlots + 1);
        Assert.Equal(0, edges.First);
        Assert.Equal(7, edges.Call(5, static () => 7));
    }

    private static void OneThread(TestEdges edges)
    {
        var thread = new Thread(() => edges.Call(0, static () => { }));
        thread.Start();
        thread.Join();
    }
}
