using System.Reflection;
using System.Runtime.Loader;

namespace ShadowGen.Runtime.Tests.Network;

/// <summary>What is not measured says so. Run on a second copy of the runtime, whose statics nobody has used.</summary>
public class NotMeasuredTests
{
    [Fact]
    public void Before_the_first_stream_nothing_is_measured_and_after_it_nothing_is_nothing()
    {
        var context = new SecondCopy();
        var test = context.LoadFromAssemblyPath(typeof(NotMeasuredTests).Assembly.Location);
        Assert.NotSame(typeof(NotMeasuredTests).Assembly, test);
        var said = (string[])test.GetType(typeof(NotMeasuredTests).FullName!)!
            .GetMethod(nameof(Say), BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, null)!;

        Assert.Equal("received , sent , unattributed ; node , , not measured, not measured", said[0]);
        Assert.Equal(said[0], said[1]); // a handler that nothing is known of measures nothing
        Assert.Equal("received 0, sent 0, unattributed 0; node 0, 0, 0 B", said[2]);
    }

    private static string[] Say()
    {
        var edges = new TestEdges(1);
        for (var i = 0; i < 10; i++)
            edges.Call(0, static () => { });
        var before = Said(edges);
        using var handler = new ShadowHttpHandler(new HttpClientHandler());
        var unknown = Said(edges);
        new ShadowStream(Stream.Null).Dispose();
        Shadow.Flush();
        var node = edges.Callee(0);
        return [before, unknown, Totals(node) + $"{node.Exclusive(ResourceKind.NetworkBytes).Total} B"];
    }

    private static string Said(TestEdges edges)
    {
        Shadow.Flush();
        var node = edges.Callee(0);
        return Totals(node) + $"{node.Exclusive(ResourceKind.NetworkBytes)}, {node.Inclusive(ResourceKind.NetworkBytes)}";
    }

    private static string Totals(CallGraphNode node)
    {
        var statistics = Shadow.Statistics;
        return $"received {statistics.NetworkBytesReceived}, sent {statistics.NetworkBytesSent}, unattributed {statistics.NetworkBytesUnattributed}; node {node.NetworkReceived}, {node.NetworkSent}, ";
    }

    private sealed class SecondCopy() : AssemblyLoadContext("second copy", isCollectible: false)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == "ShadowGen.Runtime"
            ? LoadFromAssemblyPath(typeof(Shadow).Assembly.Location)
            : null;
    }
}
