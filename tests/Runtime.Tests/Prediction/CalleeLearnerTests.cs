using System.Globalization;
using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

public sealed class CalleeLearnerTests
{
    private readonly GraphModel _model = new();
    private readonly CalleeLearner _callees = new();
    private readonly Random _random = new(1);

    public CalleeLearnerTests()
    {
        _callees.Attach(_model);
        Load(0, "Handle");
    }

    [Fact]
    public void A_flag_decides_where_the_call_goes()
    {
        Observe(200);
        var graph = _model.Publish();
        var table = _callees.Publish(graph);
        var (handle, left, right) = (graph.Node("Handle").Index, graph.Node("HandleLeft").Index, graph.Node("HandleRight").Index);

        Assert.InRange(table.Find(handle, [1])!.ShareOf(left), 0.95, 1);
        Assert.InRange(table.Find(handle, [1])!.ShareOf(right), 0, 0.05);
        Assert.InRange(table.Find(handle, [0])!.ShareOf(right), 0.95, 1);
        Assert.Null(table.Find(left, [1]));
        Assert.Null(table.Find(-1, [1]));
        Assert.Same(table, _callees.Publish(graph));
    }

    [Fact]
    public void Samples_that_do_not_say_what_they_called_are_no_calls_of_nothing()
    {
        Observe(200);
        for (var i = 0; i < 1000; i++) _callees.Observe(new() { Slot = 0, Weight = 1, ArgumentCount = 1 });
        var graph = _model.Publish();

        Assert.InRange(_callees.Publish(graph)[graph.Node("Handle").Index]!.All.Any, 0.95, 1);
    }

    [Fact]
    public void What_slots_called_is_forgotten_with_them()
    {
        Observe(200);
        var graph = _model.Publish();
        _callees.Publish(graph);
        var learned = _callees.MemoryBytes;
        _model.RetireSlots(0, 3);
        _callees.Forget(0, 3);
        var later = _model.Publish();
        var table = _callees.Publish(later);

        Assert.Null(table[graph.Node("Handle").Index]);
        Assert.InRange(_callees.MemoryBytes, 0, learned - 500);
        Observe(10);
        Assert.Null(_callees.Publish(later)[graph.Node("Handle").Index]);
    }

    [Fact]
    public void Memory_is_bounded_and_counted()
    {
        var callees = new CalleeLearner(20_000);
        callees.Attach(_model);
        for (var i = 1; i < 200; i++) Load(3 * i, "F" + i.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < 20_000; i++) callees.Observe(Sample(3 * _random.Next(200), _random.Next(2)));
        callees.Publish(_model.Publish());

        Assert.InRange(callees.MemoryBytes, 20_000, 60_000);
        Assert.InRange(callees.Refused, 1, 20_000);
    }

    // A function that calls its left or its right, by a flag.
    private void Load(int firstSlot, string name)
    {
        var text = Skeletons.Text(name + ".cs", ("Main", name), (name, name + "Left"), (name, name + "Right"));
        _model.AddSkeleton(firstSlot, Skeletons.Parse(text + $"features {Skeletons.Id(name)} c:flag\n"));
    }

    private void Observe(int samples)
    {
        for (var i = 0; i < samples; i++) _callees.Observe(Sample(0, _random.Next(2)));
    }

    private static CallSample Sample(int slot, int flag)
    {
        var sample = new CallSample { Slot = slot, Weight = 1, Flags = SampleFlags.HasCallees, ArgumentCount = 1, CalleeCount = 1 };
        sample.Arguments[0] = flag;
        sample.Callees[0] = CalleeCounts.First(slot + (flag == 1 ? 1 : 2));
        return sample;
    }
}
