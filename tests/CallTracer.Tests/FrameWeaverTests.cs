namespace ShadowGen.CallTracer.Tests;

/// <summary>Frames see which method runs, and on behalf of whom, where call instructions only see a name.</summary>
public sealed class FrameWeaverTests
{
    private const string Space = "ShadowGen.CallTracer.Subject.";

    private static readonly Lazy<Task<FrameStudy>> Study = new(async () =>
    {
        using var subject = new TracedSubject();
        var plain = await subject.RunAsync();
        subject.WeaveFrames();
        Assert.Equal(plain, await subject.RunAsync());
        return FrameStudy.Read(subject.Traces);
    });

    [Theory]
    [InlineData("Shapes.Overloads", "Shapes.Twice(System.Int32)", 3)]
    [InlineData("Shapes.Generic", "Box`1.Keep(`0)", 1)]
    [InlineData("Shapes.Virtual", "Animal.Legs", 1)]
    [InlineData("Shapes.Virtual", "Dog.Legs", 3)]
    [InlineData("Dog.Legs", "Animal.Legs", 3)]
    [InlineData("Shapes.Async", "Shapes.Step(System.Int32)", 3)]
    [InlineData("Shapes.Step(System.Int32)", "Shapes.Twice(System.Int32)", 3)]
    [InlineData("Shapes.Threads", "Shapes.Shared(System.Int32)", 40_000)]
    [InlineData("Shapes.Faults", "Shapes.Throw(System.Int32)", 5)]
    [InlineData("Shapes.Throw(System.Int32)", "Shapes.Filter", 3)] // a filter runs before the frame that threw is gone
    [InlineData("Shapes.Faults", "Shapes.Cleanup", 5)]
    [InlineData("Shapes.Iterate", "Shapes.Twice(System.Int32)", 6)]
    [InlineData("Shapes.Local(System.Int32)", "Shapes.Twice(System.Int32)", 4)]
    [InlineData("Initialised.#ctor", "Initialised.One", 2)]
    public async Task Calls_are_counted_with_the_method_that_runs(string caller, string callee, long calls)
    {
        var study = await Study.Value;

        Assert.Equal(calls, study.Calls.Where(call => call.Key.Caller == $"M:{Space}{caller}" && call.Key.Callee == $"M:{Space}{callee}").Sum(call => call.Value));
    }

    [Fact]
    public async Task Skeletons_are_kept_beside_the_counts()
    {
        var study = await Study.Value;

        Assert.Contains(Assert.Single(study.SkeletonsOf).Value, text => text.StartsWith("shadowgen-skeleton 1\n", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_counts_is_refused()
    {
        using var subject = new TracedSubject();
        subject.WeaveFrames();

        Assert.Contains("did the program run", Assert.Throws<InvalidOperationException>(() => FrameStudy.Read(subject.Traces)).Message, StringComparison.Ordinal);
    }
}
