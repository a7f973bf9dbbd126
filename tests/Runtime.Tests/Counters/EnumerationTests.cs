using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen.Runtime.Tests.Counters;

/// <summary>An iterator's work is done in its steps: a measured call is delivered with them, when its enumeration ends.</summary>
public class EnumerationTests
{
    private const int StepBytes = 1000;

    [Fact]
    public void A_sample_holds_what_the_steps_allocated()
    {
        var edges = new TestEdges(1);
        var steps = edges.Enumerate(0, () => Steps(50));
        Assert.Equal((1, 0), (edges.Calls(0), Samples(edges)));
        Assert.Equal(50, steps.Count());
        Shadow.Flush();
        Assert.Equal(1, Samples(edges));
        Assert.InRange(Bytes(edges), 50 * StepBytes, (50 * (StepBytes + 64)) + 500);
    }

    [Fact]
    public void A_long_enumeration_is_estimated_from_few_of_its_steps()
    {
        const int Length = 100_000;
        var edges = new TestEdges(1);
        var steps = edges.Enumerate(0, () => Steps(Length));
        var before = Measurements.Forced;
        Assert.Equal(Length, steps.Count());
        Assert.InRange(Measurements.Forced - before, 1, 40 * EnumerationWatch.StepsPerStride * 11);
        Shadow.Flush();
        Assert.InRange(Bytes(edges), Length * StepBytes * 0.9, Length * StepBytes * 1.2);
    }

    [Fact]
    public void An_enumeration_that_is_left_early_ends_with_its_disposal()
    {
        var edges = new TestEdges(1);
        foreach (var step in edges.Enumerate(0, () => Steps(50)))
        {
            if (step == 9)
                break;
        }

        Shadow.Flush();
        Assert.Equal(1, Samples(edges));
        Assert.InRange(Bytes(edges), 10 * StepBytes, 12 * (StepBytes + 64));
    }

    [Fact]
    public void An_enumeration_that_throws_ends_with_its_exception()
    {
        var edges = new TestEdges(1);
        var enumerator = edges.Enumerate(0, Faulty).GetEnumerator();
        Assert.True(enumerator.MoveNext());
        Assert.Throws<FormatException>(() => { enumerator.MoveNext(); });
        Shadow.Flush();
        Assert.Equal(1, Samples(edges));
        enumerator.Dispose();
        Shadow.Flush();
        Assert.Equal(1, Samples(edges));
    }

    [Fact]
    public void What_is_never_enumerated_or_enumerated_again_is_no_sample()
    {
        var edges = new TestEdges(1);
        _ = edges.Enumerate(0, () => Steps(5));
        var twice = edges.Enumerate(0, () => Steps(5));
        Assert.Equal(10, twice.Count() + twice.Count());
        Assert.Equal((2, 1), (edges.Calls(0), Samples(edges)));
    }

    [Fact]
    public void Only_an_iterators_object_is_stood_in_for()
    {
        var edges = new TestEdges(1);
        List<int> list = [1, 2];
        Assert.Same(list, edges.Enumerate<int>(0, () => list));
        Assert.Null(edges.Enumerate<int>(0, (Func<IEnumerable<int>>)(() => null!)));
        Assert.Equal((2, 2), (edges.Calls(0), Samples(edges)));
    }

    [Fact]
    public async Task Async_steps_count_to_their_completion_and_keep_their_token()
    {
        var edges = new TestEdges(1);
        var gate = new TaskCompletionSource();
        using var source = new CancellationTokenSource();
        var seen = new List<CancellationToken>();
        var sum = 0;
        var stream = edges.Enumerate(0, () => Stream(gate.Task, seen));
        _ = Task.Run(gate.SetResult);
        await foreach (var item in stream.WithCancellation(source.Token))
            sum += item;
        Shadow.Flush();
        Assert.Equal((3, 1), (sum, Samples(edges)));
        Assert.Equal(source.Token, Assert.Single(seen));
        Assert.True(Bytes(edges) >= 2 * StepBytes, $"{Bytes(edges)}");
    }

    [Fact]
    public async Task An_async_fault_ends_the_enumeration_too()
    {
        var edges = new TestEdges(1);
        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (var item in edges.Enumerate(0, FaultyStream))
                Assert.Equal(1, item);
        });
        Shadow.Flush();
        Assert.Equal(1, Samples(edges));
    }

    [Fact]
    public void Measuring_steps_is_no_part_of_the_measurement_around_them()
    {
        var edges = new TestEdges(2);
        edges.Call(0, () =>
        {
            foreach (var step in edges.Enumerate(1, () => Empty(2000)))
                Assert.True(step >= 0);
        });
        Shadow.Flush();
        Assert.Equal(1, edges.Callee(0).Inclusive(ResourceKind.AllocatedBytes).SampleCount);
        Assert.InRange(edges.Callee(0).Inclusive(ResourceKind.AllocatedBytes).Mean, 0, 8500);
    }

    private static int Samples(TestEdges edges) => (int)edges.Callee(0).Inclusive(ResourceKind.AllocatedBytes).SampleCount;

    private static double Bytes(TestEdges edges) => edges.Callee(0).Inclusive(ResourceKind.AllocatedBytes).Mean;

    private static IEnumerable<int> Steps(int count)
    {
        for (var i = 0; i < count; i++)
        {
            GC.KeepAlive(new byte[StepBytes]);
            yield return i;
        }
    }

    private static IEnumerable<int> Empty(int count)
    {
        for (var i = 0; i < count; i++)
            yield return i;
    }

    private static IEnumerable<int> Faulty()
    {
        yield return 1;
        throw new FormatException();
    }

    private static async IAsyncEnumerable<int> Stream(Task gate, List<CancellationToken> seen, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        seen.Add(cancellation);
        GC.KeepAlive(new byte[StepBytes]);
        yield return 1;
        GC.KeepAlive(new byte[StepBytes]);
        await gate;
        yield return 2;
    }

    private static async IAsyncEnumerable<int> FaultyStream()
    {
        yield return 1;
        await Task.Yield();
        throw new FormatException();
    }
}
