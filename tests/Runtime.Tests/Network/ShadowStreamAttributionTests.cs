using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen.Runtime.Tests.Network;

[Collection(NetworkTests.Name)]
public class ShadowStreamAttributionTests
{
    [Fact]
    public void Bytes_go_to_the_innermost_call()
    {
        var edges = new TestEdges(3);
        var before = new Bytes();
        var stream = new ShadowStream(new MemoryStream());
        edges.Call(0, () =>
        {
            stream.Write(new byte[10]);
            edges.Call(1, () => stream.Write(new byte[200]));
            stream.WriteByte(1);
            edges.Call(2, static () => { });
        });
        stream.Write(new byte[5_000]);

        Shadow.Flush();
        Assert.Equal((0, 11), Bytes.Of(edges.Callee(0)));
        Assert.Equal((0, 200), Bytes.Of(edges.Callee(1)));
        Assert.Equal((0, 0), Bytes.Of(edges.Callee(2)));
        Assert.Equal((true, 0), (edges.Callee(2).Exclusive(ResourceKind.NetworkBytes).IsMeasured, edges.Callee(2).Exclusive(ResourceKind.NetworkBytes).Total));
        Assert.Equal((null, null), Bytes.Of(edges.Caller));
        Assert.Equal((5_211, 5_000), (before.Sent, before.Unattributed));
    }

    [Fact]
    public void Synchronous_samples_see_the_bytes_of_their_callees()
    {
        var edges = new TestEdges(2);
        var stream = new ShadowStream(new MemoryStream());
        for (var i = 0; i < 2_000; i++)
            edges.Call(0, () => edges.Call(1, () => stream.Write(new byte[30])));

        Shadow.Flush();
        var outer = edges.Callee(0).Inclusive(ResourceKind.NetworkBytes);
        Assert.True(outer.SampleCount > 0);
        Assert.Equal((30, 30, 30), (outer.Min, outer.Mean, outer.Max));
        Assert.Equal(0, edges.Callee(0).Exclusive(ResourceKind.NetworkBytes).Total);
        Assert.Equal(60_000, edges.Callee(1).Exclusive(ResourceKind.NetworkBytes).Total);
    }

    [Fact]
    public async Task An_operation_belongs_to_who_began_it_wherever_it_completes()
    {
        var edges = new TestEdges(2);
        await using var peer = new EchoPeer();
        await using var stream = new ShadowStream(await peer.ConnectAsync());
        Task<int> reading = null!;
        edges.Call(0, () => { reading = stream.ReadAsync(new byte[64]).AsTask(); });
        Assert.False(reading.IsCompleted);
        edges.Call(1, () => stream.Write(new byte[64]));
        var bytes = await reading;

        Shadow.Flush();
        Assert.Equal((bytes, 0), Bytes.Of(edges.Callee(0)));
        Assert.Equal((0, 64), Bytes.Of(edges.Callee(1)));
    }

    [Fact]
    public async Task Flows_in_parallel_keep_their_bytes_apart()
    {
        const int flows = 16;
        var edges = new TestEdges(flows);
        var before = new Bytes();
        await using var peer = new EchoPeer();
        var counted = await Task.WhenAll(Enumerable.Range(0, flows).Select(k => Task.Run(async () =>
        {
            var stream = new ShadowStream(await peer.ConnectAsync());
            var seen = 0L;
            await edges.CallAsync(k, async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await stream.WriteAsync(new byte[k + 1]);
                    await stream.ReadExactlyAsync(new byte[k + 1]);
                }

                seen = FlowContext.Current!.NetworkBytes;
            });
            await stream.DisposeAsync();
            return seen;
        })));
        await peer.DisposeAsync();

        Assert.Equal((peer.Sent, peer.Received, 0), (before.Received, before.Sent, before.Unattributed));
        for (var k = 0; k < flows; k++)
        {
            Assert.Equal((50 * (k + 1), 50 * (k + 1)), Bytes.Of(edges.Callee(k)));
            Assert.Equal(100 * (k + 1), counted[k]);
        }
    }

    [Fact]
    public void Bytes_of_an_operation_that_outlives_its_code_go_to_nobody()
    {
        var before = new Bytes();
        var counter = new NetworkCounter();
        var site = new NetworkSite(counter, null);
        site.Sent(5, onThisThread: false);
        counter.Retire(out var received, out var sent);
        Assert.Equal((0, 5), (received, sent));

        site.Received(3, onThisThread: false);
        site.Sent(2, onThisThread: false);
        counter.Take(out received, out sent);
        Assert.Equal((0, 0), (received, sent));
        Assert.Equal(5, before.Unattributed);
    }

    [Fact]
    public void An_unloaded_assembly_leaves_its_bytes_with_its_node()
    {
        var edges = MoveInCollectible(out var owner);
        for (var i = 0; i < 50 && (owner.IsAlive || NetworkCounters.Existing(edges.First) is not null); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Shadow.Flush();
        }

        Assert.False(owner.IsAlive);
        Assert.Null(NetworkCounters.Existing(edges.First));
        Assert.Equal((0, 77), Bytes.Of(edges.Callee(0)));
    }

    [Fact]
    public void Calls_that_could_not_be_registered_belong_to_no_node() => Assert.Null(NetworkCounters.Of(SlotTable.SinkSlots - 1));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TestEdges MoveInCollectible(out WeakReference owner)
    {
        var type = System.Reflection.Emit.AssemblyBuilder
            .DefineDynamicAssembly(new System.Reflection.AssemblyName("NetworkPlugin"), System.Reflection.Emit.AssemblyBuilderAccess.RunAndCollect)
            .DefineDynamicModule("NetworkPlugin").DefineType("Shims").CreateType();
        owner = new WeakReference(type);
        var edges = new TestEdges(1, type);
        edges.Call(0, static () => new ShadowStream(new MemoryStream()).Write(new byte[77]));
        return edges;
    }
}
