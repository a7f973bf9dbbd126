namespace ShadowGen.CallTracer.Tests;

/// <summary>Woven code behaves as before, and the tracer's counts are those of the program's text.</summary>
public sealed class WeaverTests
{
    private const string Space = "ShadowGen.CallTracer.Subject.";

    [Fact]
    public async Task Every_count_of_ShadowGen_is_the_tracers()
    {
        using var subject = new TracedSubject();
        var plain = await subject.RunAsync();
        subject.Weave();
        var woven = await subject.RunAsync();
        var trace = TraceComparison.Read(subject.Traces, subject.Map);

        Assert.Equal(plain, woven);
        Assert.Equal(1, trace.Processes);
        Assert.Empty(trace.Different);
        Assert.InRange(trace.Compared, 20, 60);
    }

    [Fact]
    public async Task A_count_that_ShadowGen_has_not_is_a_difference()
    {
        using var subject = new TracedSubject();
        subject.Weave();
        subject.Weave();
        await subject.RunAsync();

        var trace = TraceComparison.Read(subject.Traces, subject.Map);

        // Woven twice, each call counts twice.
        Assert.Equal(trace.Compared, trace.Different.Count);
        Assert.All(trace.Different, d => Assert.Equal(2 * d.ShadowGen, d.Least));
    }

    [Theory]
    [InlineData("Shapes.Overloads", "Shapes.Twice(System.Int32)", 3)]
    [InlineData("Shapes.Overloads", "Shapes.Twice(System.String)", 1)]
    [InlineData("Shapes.Generic", "Box`1.Keep(`0)", 1)]
    [InlineData("Shapes.Generic", "Shapes.Same``1(``0)", 2)]
    [InlineData("Shapes.Branches(System.Int32)", "Shapes.Pick(System.Int32,System.Int32)", 3)]
    [InlineData("Shapes.Virtual", "Animal.Legs", 4)]
    [InlineData("Shapes.Bases", "Animal.Legs", 2)]
    [InlineData("Cat.Legs", "Animal.Legs", 2)]
    [InlineData("Shapes.Bases", "Visitor`1.Visit(System.Object,`0[])", 2)]
    [InlineData("Shapes.Async", "Shapes.Step(System.Int32)", 3)]
    [InlineData("Shapes.Step(System.Int32)", "Shapes.Twice(System.Int32)", 3)]
    [InlineData("Shapes.Threads", "Shapes.Shared(System.Int32)", 40_000)]
    [InlineData("Shapes.Faults", "Shapes.Throw(System.Int32)", 5)]
    [InlineData("Shapes.Faults", "Shapes.Filter", 3)]
    [InlineData("Shapes.Faults", "Shapes.Cleanup", 5)]
    [InlineData("Shapes.Iterate", "Shapes.Twice(System.Int32)", 6)]
    [InlineData("Shapes.Local(System.Int32)", "Shapes.Twice(System.Int32)", 4)]
    [InlineData("Initialised.#ctor", "Initialised.One", 2)]
    public async Task Calls_are_counted_with_the_member_that_they_are_written_in(string caller, string callee, long calls)
    {
        var counts = await Counts.Value;

        Assert.Equal(calls, counts.GetValueOrDefault(($"M:{Space}{caller}", $"M:{Space}{callee}")));
    }

    [Fact]
    public async Task A_call_that_stays_plain_is_reported_with_its_reason()
    {
        using var subject = new TracedSubject();
        subject.Weave();
        await subject.RunAsync();

        var uncovered = TraceComparison.Read(subject.Traces, subject.Map).Uncovered;

        var call = Assert.Single(uncovered, u => u.Caller == $"M:{Space}Dog.Legs");
        Assert.Equal(($"M:{Space}Animal.Legs", 1, 3L, "base-call"), (call.Callee, call.Sites, call.Calls, call.Reason));
    }

    [Fact]
    public void An_assembly_without_ShadowGen_stays_as_it_was()
    {
        using var subject = new TracedSubject();
        var other = Path.Combine(Path.GetDirectoryName(subject.File)!, "System.Numerics.Tensors.dll");
        var before = File.ReadAllBytes(other);

        Assert.Equal(0, new Weaver(subject.Map).Weave(other));
        Assert.Equal(before, File.ReadAllBytes(other));
    }

    // One run for all rows of the theory.
    private static readonly Lazy<Task<Dictionary<(string, string), long>>> Counts = new(async () =>
    {
        using var subject = new TracedSubject();
        subject.Weave();
        await subject.RunAsync();
        return Directory.EnumerateFiles(subject.Traces).SelectMany(File.ReadLines)
            .Select(line => line.Split('\t'))
            .Where(fields => fields[0] == "hit")
            .Select(fields => (Edge: subject.Map.Edges[int.Parse(fields[1], System.Globalization.CultureInfo.InvariantCulture)], Calls: long.Parse(fields[3], System.Globalization.CultureInfo.InvariantCulture)))
            .Where(hit => hit.Edge.IsShadowed)
            .ToDictionary(hit => (hit.Edge.Caller, hit.Edge.Callee), hit => hit.Calls);
    });
}
