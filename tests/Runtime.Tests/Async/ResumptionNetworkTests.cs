using System.Runtime.CompilerServices;

namespace ShadowGen.Runtime.Tests.Async;

public class ResumptionNetworkTests
{
    [Fact]
    public async Task Operations_that_a_call_begins_count_to_it_wherever_it_runs_and_whenever_they_complete()
    {
        var edges = new TestEdges(2);
        using var memory = new MemoryStream(new byte[1_000]);
        using var stream = new ShadowStream(memory);
        await edges.CallAsync(0, [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))] async Task () =>
        {
            stream.ReadExactly(new byte[100]);
            await Task.Yield();
            stream.ReadExactly(new byte[200]);
            await edges.CallAsync(1, [AsyncMethodBuilder(typeof(ShadowTaskMethodBuilder))] async Task () =>
            {
                await Task.Yield();
                await stream.ReadExactlyAsync(new byte[50]);
            });
            await stream.ReadExactlyAsync(new byte[400]);
        });

        Shadow.Flush();
        Assert.Equal((750, 1), Network(edges, 0));
        Assert.Equal((50, 1), Network(edges, 1));

        static (double, long) Network(TestEdges edges, int k)
        {
            var profile = edges.Callee(k).Inclusive(ResourceKind.NetworkBytes);
            return (profile.Max, profile.SampleCount);
        }
    }
}
