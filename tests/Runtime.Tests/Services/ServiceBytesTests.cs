using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using ShadowGen.Counters;
using ShadowGen.Generated;

namespace ShadowGen.Runtime.Tests.Services;

/// <summary>Bytes are booked once, with the edge of the call that moved them; what a call hands on is what it was.</summary>
public class ServiceBytesTests
{
    [Fact]
    public void What_was_never_known_is_null_and_none_is_0()
    {
        var edges = new TestEdges(2);
        edges.Call(0, static () => { });
        edges.Call(1, () => ShadowBytes.Read(edges.First + 1, null, 0));

        Assert.Equal((null, null), Bytes(edges, 0));
        Assert.Equal((0, null), Bytes(edges, 1));
    }

    [Fact]
    public void Results_and_arguments_are_summed_by_edge()
    {
        var edges = new TestEdges(2);
        edges.Call(0, () => Assert.Equal(5, ShadowBytes.Read(edges.First, null, 5)));
        edges.Call(0, () => Assert.Equal(1L << 40, ShadowBytes.Read(edges.First, null, 1L << 40)));
        edges.Call(0, () => Assert.Equal(7, ShadowBytes.Sent(edges.First, null, 7)));
        edges.Call(1, () => ShadowBytes.Wrote(edges.First + 1, null, 9));
        edges.Call(1, () => ShadowBytes.Wrote(edges.First + 1, null, -1)); // not known

        Assert.Equal(((1L << 40) + 5, 7), Bytes(edges, 0));
        Assert.Equal((null, 9), Bytes(edges, 1));
    }

    [Fact]
    public async Task Tasks_are_handed_on_themselves_and_book_when_they_succeed()
    {
        var edges = new TestEdges(1);
        var pending = new TaskCompletionSource<int>();
        var failed = Task.FromException<int>(new IOException());
        var fails = new TaskCompletionSource<int>();

        Assert.Same(pending.Task, ShadowBytes.Read(edges.First, null, pending.Task));
        Assert.Same(failed, ShadowBytes.Read(edges.First, null, failed));
        Assert.Same(fails.Task, ShadowBytes.Read(edges.First, null, fails.Task));
        Assert.Null(ShadowBytes.Read(edges.First, null, (Task<int>)null!));
        var ready = Task.FromResult(3);
        Assert.Same(ready, ShadowBytes.Read(edges.First, null, ready));
        Assert.Equal((3, null), Bytes(edges, 0));

        fails.SetException(new IOException());
        pending.SetResult(4);
        await pending.Task;
        await Until(() => Bytes(edges, 0).Read == 7);
        Assert.IsType<IOException>(fails.Task.Exception!.InnerException);
    }

    [Fact]
    public async Task Value_tasks_without_a_task_are_awaited_once_and_keep_their_outcome()
    {
        var edges = new TestEdges(1);
        var source = new OnceSource();
        var read = ShadowBytes.Read(edges.First, null, new ValueTask<int>(source, source.Version));
        Assert.False(read.IsCompleted);
        source.Complete(11);
        Assert.Equal(11, await read);
        Assert.Equal(1, source.Results);
        Assert.Equal((11, null), Bytes(edges, 0));

        var faulted = new OnceSource();
        var fails = ShadowBytes.Read(edges.First, null, new ValueTask<int>(faulted, faulted.Version));
        faulted.Fail(new IOException("gone"));
        Assert.Equal("gone", (await Assert.ThrowsAsync<IOException>(async () => await fails)).Message);

        var ready = new OnceSource();
        ready.Complete(2);
        Assert.Equal(2, await ShadowBytes.Read(edges.First, null, new ValueTask<int>(ready, ready.Version)));
        Assert.Equal(1, ready.Results);
        await ShadowBytes.Wrote(edges.First, null, 6, default(ValueTask));
        Assert.Equal((13, 6), Bytes(edges, 0));
    }

    [Fact]
    public void What_completes_at_once_allocates_nothing()
    {
        var edges = new TestEdges(1);
        var ready = Task.FromResult(3);
        var least = long.MaxValue;
        for (var round = 0; round < 50; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            ShadowBytes.Read(edges.First, this, 1);
            ShadowBytes.Wrote(edges.First, this, 2);
            _ = ShadowBytes.Read(edges.First, this, ready);
#pragma warning disable CA2012 // complete, and backed by nothing
            _ = ShadowBytes.Read(edges.First, this, new ValueTask<int>(4));
            _ = ShadowBytes.Wrote(edges.First, this, 5, default(ValueTask));
#pragma warning restore CA2012
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Bytes_of_a_socket_are_network_bytes_and_those_of_other_things_are_not()
    {
        var edges = new TestEdges(2);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        edges.Call(0, () => ShadowBytes.Sent(edges.First, socket, 40));
        edges.Call(0, () => ShadowBytes.Read(edges.First, socket, 2));
        edges.Call(1, () => ShadowBytes.Read(edges.First + 1, Stream.Null, 8));

        Assert.Equal((2, 40), Bytes(edges, 0));
        Assert.Equal((2, 40), (edges.Callee(0).NetworkReceived, edges.Callee(0).NetworkSent));
        Assert.Equal((8, null), Bytes(edges, 1));
        Assert.Equal(0, edges.Callee(1).NetworkReceived);
    }

    [Fact]
    public void A_stream_that_counts_itself_is_not_counted_again()
    {
        var edges = new TestEdges(1);
        using var stream = new ShadowStream(new MemoryStream(new byte[10]));
        edges.Call(0, () => ShadowBytes.Read(edges.First, stream, stream.Read(new byte[10], 0, 10)));

        Assert.Equal((10, null), Bytes(edges, 0));
        Assert.Equal(10, edges.Callee(0).NetworkReceived);
    }

    [Fact]
    public void Text_is_counted_as_a_file_holds_it()
    {
        Assert.Equal(3, ShadowBytes.OfText("aö", null, isWhole: true));
        Assert.Equal(6, ShadowBytes.OfText("aö", System.Text.Encoding.UTF8, isWhole: true));
        Assert.Equal(-1, ShadowBytes.OfText("aö", System.Text.Encoding.UTF8, isWhole: false));
        Assert.Equal(2, ShadowBytes.OfText("ab".AsSpan(), System.Text.Encoding.ASCII, isWhole: false));
        Assert.Equal(2 + (2 * Environment.NewLine.Length), ShadowBytes.OfText(new[] { "a", "b" }, null, isWhole: false));
        Assert.Equal(-1, ShadowBytes.OfText(Enumerable.Repeat("a", 2), null, isWhole: true));
        Assert.Equal(-1, ShadowBytes.OfText("\ud800", new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true), isWhole: true));
    }

    [Fact]
    public void A_response_tells_both_bodies_and_a_body_that_does_not_come_is_none()
    {
        var edges = new TestEdges(1);
        HttpResponseMessage Response(HttpMethod method, HttpStatusCode status, int length, HttpContent? sent) =>
            new(status) { Content = new ByteArrayContent(new byte[length]), RequestMessage = new HttpRequestMessage(method, "http://host/") { Content = sent } };

        using var post = Response(HttpMethod.Post, HttpStatusCode.OK, 20, new ByteArrayContent(new byte[5]));
        using var head = Response(HttpMethod.Head, HttpStatusCode.OK, 300, null);
        using var same = Response(HttpMethod.Get, HttpStatusCode.NotModified, 300, null);
        foreach (var response in new[] { post, head, same })
            Assert.Same(response, ShadowBytes.Response(edges.First, null, response));

        Assert.Equal((20, 5), Bytes(edges, 0));
    }

    [Fact]
    public void Threads_lose_no_byte()
    {
        var edges = new TestEdges(1);
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 20_000; i++)
                ShadowBytes.Read(edges.First, null, 3);
        });

        Assert.Equal((480_000, null), Bytes(edges, 0));
    }

    [Fact]
    public void The_next_user_of_a_slot_begins_at_0()
    {
        const int Slot = SlotTable.MaxSlots - 5;
        ServiceCounter.All.Of(Slot)!.Read(4);
        ServiceCounter.All.Remove(Slot)!.Take(out var read, out var written);
        Assert.Equal((4, null), (read, written));
        ServiceCounter.All.Of(Slot)!.Take(out read, out _);
        Assert.Null(read);
        ServiceCounter.All.Remove(Slot);
    }

    private static (long? Read, long? Written) Bytes(TestEdges edges, int k)
    {
        Shadow.Flush();
        return (edges.Callee(k).BytesRead, edges.Callee(k).BytesWritten);
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 2_000 && !condition(); i++)
            await Task.Delay(1);
        Assert.True(condition());
    }

    /// <summary>As a socket's: its result may be taken once.</summary>
    private sealed class OnceSource : IValueTaskSource<int>
    {
        private ManualResetValueTaskSourceCore<int> _core;

        public short Version => _core.Version;

        public int Results { get; private set; }

        public void Complete(int result) => _core.SetResult(result);

        public void Fail(Exception exception) => _core.SetException(exception);

        public int GetResult(short token)
        {
            Results++;
            return _core.GetResult(token);
        }

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => _core.OnCompleted(continuation, state, token, flags);
    }
}
