using System.Runtime.CompilerServices;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

public class TransitionModelTests
{
    private const uint Marker = 0x8000_0000;

    // Slots: 1 Main-A, 2 A-B, 3 A-C, 4 B-D, 5 A-A, 6 (code that is not shadowed)-D, 7 Async-B, 8 C-Async.
    private const uint MainA = 1, AB = 2, AC = 3, BD = 4, AA = 5, PlainD = 6, AsyncB = 7, CAsync = 8;

    private readonly GraphModel _graph = new();
    private readonly TransitionModel _model = new();

    public TransitionModelTests()
    {
        _graph.Add(1, "A.cs", ("Main", "A"), ("A", "B"), ("A", "C"), ("B", "D"), ("A", "A"), ("Plain", "D"), ("Async", "B"), ("C", "Async"));
        var text = Skeletons.Text("B.cs", ("Async", "B")).Replace($"method {Skeletons.Id("Async")} 10 s ", $"method {Skeletons.Id("Async")} 10 sa ", StringComparison.Ordinal);
        _graph.AddSkeleton(AsyncSlots, Skeletons.Parse(text));
    }

    private const int AsyncSlots = 20;

    [Fact]
    public void Calls_tell_of_returns()
    {
        Learn(MainA, AB, BD, AC, MainA, AC, MainA);

        Assert.Equal(["B 1", "C 1"], Seen("A", null));
        Assert.Equal(["C 1"], Seen("A", "B"));
        Assert.Equal(["return 2"], Seen("A", "C"));
        Assert.Equal(["D 1"], Seen("B", null));
        Assert.Equal(["return 1"], Seen("B", "D"));
        Assert.Equal(["return 2"], Seen("C", null));
    }

    [Fact]
    public void What_was_under_way_when_a_window_began_has_no_beginning_and_at_its_end_no_end()
    {
        Learn(AB, BD, AC);

        Assert.Empty(Seen("A", null));
        Assert.Equal(["C 1"], Seen("A", "B"));
        Assert.Equal(["return 1"], Seen("B", "D"));
        Assert.Empty(Seen("A", "C"));
        Assert.Empty(Seen("C", null));
    }

    [Theory]
    [InlineData(Marker | 3)]
    [InlineData(999u)]
    public void A_flow_switch_or_an_unknown_call_cuts(uint gap)
    {
        Learn(MainA, AB, gap, AC, AB, MainA);

        Assert.Equal(["B 1"], Seen("A", null));
        Assert.Empty(Seen("A", "B"));
        Assert.Equal(["return 1"], Seen("C", null));
        Assert.Equal(["B 1"], Seen("A", "C"));
    }

    [Fact]
    public void Windows_are_not_joined()
    {
        _model.Take([MainA, AB]);
        Learn(AC, MainA);

        Assert.Empty(Seen("A", "B"));
        Assert.Equal(["B 1"], Seen("A", null));
    }

    [Fact]
    public void Code_that_is_not_shadowed_calls_from_where_it_runs()
    {
        Learn(MainA, AB, PlainD, PlainD, AC);

        Assert.Equal(["D 1", "return 1"], Seen("Plain", "D"));
        Assert.Equal(["return 1"], Seen("B", null));
        Assert.Equal(["C 1"], Seen("A", "B"));
    }

    [Fact]
    public void An_async_function_has_not_ended_when_it_returns()
    {
        Learn(MainA, AC, CAsync, AsyncB, AC, MainA);

        Assert.Equal(["B 1"], Seen("Async", null));
        Assert.Empty(Seen("Async", "B"));
        Assert.Equal(["return 1"], Seen("C", "Async"));
    }

    [Fact]
    public void In_recursion_the_innermost_frame_calls()
    {
        Learn(MainA, AA, AA, AB, MainA);

        Assert.Equal(["A 2", "B 1"], Seen("A", null));
        Assert.Equal(["return 1"], Seen("A", "B"));
        Assert.Equal(["return 2"], Seen("A", "A"));
    }

    [Fact]
    public void What_was_learned_outlasts_a_new_arrangement_of_the_graph()
    {
        Learn(MainA, AB, AC, MainA);
        _graph.Add(40, "C.cs", ("A", "New"), ("Before", "A"));
        Learn(MainA, 40, AC, MainA);

        Assert.Equal(["B 1", "New 1"], Seen("A", null));
        Assert.Equal(["C 1"], Seen("A", "New"));
    }

    [Fact]
    public void Slots_that_are_handed_out_again_mean_nothing_in_what_waits()
    {
        _model.Take([MainA, AB, AC, AB, MainA]);
        _model.Forget((int)MainA, 1);
        Learn();

        Assert.Empty(Seen("A", null));
        Assert.Empty(Seen("Main", null));
        Assert.Equal(["return 1"], Seen("C", null));
    }

    [Fact]
    public void Old_counts_are_halved_and_of_many_outcomes_the_most_frequent_stay()
    {
        var row = new TransitionRow { Key = 1 };
        for (var i = 0; i < 100_000; i++)
        {
            row.Count(1);
            row.Count(2);
            row.Count(100 + (i % 50));
        }
        var counts = Enumerable.Range(0, TransitionRow.Outcomes).ToDictionary(i => row.OutcomeAt(i), i => row.CountAt(i));

        Assert.InRange(counts[1], TransitionRow.HalvedAt / 4, TransitionRow.HalvedAt);
        Assert.Equal(1, (double)counts[1] / counts[2], 0.01);
        Assert.Equal(1, (row.Other + counts.Where(c => c.Key > 2).Sum(c => c.Value)) / (double)counts[1], 0.05);
        Assert.InRange((int)row.Total, counts[1] + counts[2], 3 * TransitionRow.HalvedAt);
    }

    [Fact]
    public void Rows_are_bounded_and_those_in_use_stay()
    {
        var rows = new TransitionRows(1_024);
        for (var i = 0; i < 100_000; i++)
        {
            rows.Count(TransitionRow.KeyOf(i % 16, 0), 7);
            rows.Count(TransitionRow.KeyOf(1_000 + i, 0), 7);
        }

        Assert.Equal(1_024 * 64, rows.MemoryBytes);
        Assert.Equal(64, Unsafe.SizeOf<TransitionRow>());
        for (var node = 0; node < 16; node++) Assert.Equal(7, rows.Find(TransitionRow.KeyOf(node, 0)).OutcomeAt(0));
    }

    [Fact]
    public void Waiting_windows_are_bounded_and_learning_does_not_allocate()
    {
        var window = Enumerable.Range(0, 2_048).Select(i => i % 3 == 0 ? MainA : i % 3 == 1 ? AB : AC).ToArray();
        var structure = _graph.Publish().Structure;
        _model.Learn(structure);

        Assert.Equal(0, Skeletons.AllocatedBytes(() =>
        {
            for (var i = 0; i < 100; i++) _model.Take(window);
            _model.Learn(structure);
        }));
        // Twice 100 windows, though 32 fit at once.
        Assert.InRange(_model.LearnedOf(_graph.Publish().Node("A").Index), 200 * 2_048 * 0.99, 200 * 2_048 * 1.01);
        Assert.InRange(_model.MemoryBytes, 1, 2 << 20);
    }

    private void Learn(params uint[] window)
    {
        if (window.Length > 0) _model.Take(window);
        _model.Learn(_graph.Publish().Structure);
    }

    private IEnumerable<string> Seen(string function, string? last)
    {
        var graph = _graph.Publish();
        ref var row = ref _model.Rows.Find(TransitionRow.KeyOf(graph.Node(function).Index, last is null ? 0 : 1 + graph.Node(last).Index));
        if (Unsafe.IsNullRef(ref row)) return [];
        var seen = new List<string>();
        for (var i = 0; i < TransitionRow.Outcomes; i++)
        {
            if (row.CountAt(i) > 0) seen.Add($"{(row.OutcomeAt(i) == TransitionRow.Return ? "return" : graph.Structure.Functions[row.OutcomeAt(i) - 1].Name.Split('.')[^1])} {row.CountAt(i)}");
        }
        return seen.Order(StringComparer.Ordinal);
    }
}
