using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

public class NextCallModelTests
{
    private const uint Marker = 0x8000_0000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void What_depends_on_the_last_k_calls_is_learned(int order)
    {
        // A sequence in which the last k symbols, and no fewer, decide the next: a de Bruijn cycle over two symbols.
        var cycle = DeBruijn(order).Select(bit => (uint)bit).ToArray();
        var model = new NextCallModel();
        model.Learn([.. Enumerable.Repeat(cycle, 50).SelectMany(c => c)]);
        var table = model.Publish(Graph(2));
        Span<NextCall> answers = new NextCall[3];
        for (var at = 0; at < cycle.Length; at++)
        {
            var recent = Enumerable.Range(0, order).Select(i => cycle[(at + i) % cycle.Length]).ToArray();
            Assert.InRange(table.Query(recent, answers), 1, 2);
            Assert.Equal(Slot(cycle[(at + order) % cycle.Length]), answers[0].Callee.Name);
            Assert.InRange(answers[0].Probability, 0.9, 1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Probabilities_are_distributions_sorted_from_the_top(int seed)
    {
        var random = new Random(seed);
        var model = new NextCallModel();
        var graph = Graph(30);
        var answers = new NextCall[NextCallTable.MaxAnswers];
        for (var round = 0; round < 100; round++)
        {
            var window = Enumerable.Range(0, 200).Select(i => random.Next(20) == 0 ? Marker : (uint)(random.Next(30) * random.NextDouble())).ToArray();
            model.Learn(window);
            var table = model.Publish(graph);
            for (var i = 0; i < 50; i++)
            {
                var found = table.Query(window.AsSpan(i, random.Next(8)), answers);
                Assert.InRange(answers[..found].Sum(answer => answer.Probability), 0, 1 + 1e-9);
                Assert.Equal(answers[..found].OrderByDescending(answer => answer.Probability).Select(answer => answer.Probability), answers[..found].Select(answer => answer.Probability));
                Assert.Equal(found, answers[..found].Select(answer => answer.Edge).Distinct().Count());
            }
        }
    }

    [Fact]
    public void Escapes_are_those_of_method_C()
    {
        var model = new NextCallModel();
        model.Learn([0, 1, Marker, 0, 1, Marker, 0, 2, Marker, 5, 0, 3]);
        var answers = new NextCall[8];
        var table = model.Publish(Graph(6));

        // Order 1 after 0: 1 twice, 2 and 3 once, 3 novel of 4: share of 7.
        Assert.Equal(3, table.Query([0], answers));
        Assert.Equal(2 / 7.0, answers[0].Probability, 1e-12);
        // Order 2 after 5 0: 3 once, 1 novel: one half; the other half escapes to order 1.
        Assert.Equal(3, table.Query([5, 0], answers));
        Assert.Equal((Slot(3), 0.5 + (0.5 / 7)), (answers[0].Callee.Name, answers[0].Probability));
    }

    [Fact]
    public void A_flow_switch_cuts_the_context()
    {
        var model = new NextCallModel();
        for (var i = 0; i < 100; i++) model.Learn([1, Marker | 7, 2, 3]);
        var table = model.Publish(Graph(6));
        var answers = new NextCall[3];

        Assert.Equal(0, table.Query([1], answers));
        Assert.Equal(1, table.Query([1, Marker, 2], answers));
        Assert.Equal(Slot(3), answers[0].Callee.Name);
    }

    [Fact]
    public void What_begins_after_a_switch_is_a_context_and_the_start_of_a_window_is_not()
    {
        var model = new NextCallModel();
        for (var i = 0; i < 100; i++) model.Learn([1, 4, Marker | 7, 2, 3]);
        var table = model.Publish(Graph(6));
        var answers = new NextCall[3];

        Assert.Equal(1, table.Query([2, Marker], answers));
        Assert.Equal(Slot(2), answers[0].Callee.Name);
        Assert.Equal(1, table.Query([], answers));
        Assert.Equal(100 / 101.0, answers[0].Probability, 1e-9);
    }

    [Fact]
    public void Forgotten_slots_are_neither_answers_nor_contexts()
    {
        var model = new NextCallModel();
        for (var i = 0; i < 50; i++) model.Learn([0, 1, 2, 3, 4, 5, 1, 0, 5]);
        model.Forget(2, 2);
        var table = model.Publish(Graph(6));
        var answers = new NextCall[8];

        for (uint slot = 0; slot < 6; slot++)
        {
            var found = table.Query([slot], answers);
            Assert.Equal(slot is 2 or 3, found == 0);
            Assert.DoesNotContain(answers[..found], answer => answer.Callee.Name == Slot(2) || answer.Callee.Name == Slot(3));
        }
        Assert.All(table.Rows.All.Where(row => row.Total > 0), row => Assert.All(Enumerable.Range(0, 4), i => Assert.False(row.Key[i] is 2 or 3)));
    }

    [Fact]
    public void Slots_of_one_edge_are_one_answer_and_unknown_ones_are_none()
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"), ("A", "Main"));
        model.Add(10, "B.cs", ("Main", "A"));
        var next = new NextCallModel();
        for (var i = 0; i < 50; i++) next.Learn([1, 0, Marker, 1, 10, Marker, 1, 99]);
        var answers = new NextCall[8];

        Assert.Equal(1, next.Publish(model.Publish()).Query([1], answers));
        Assert.Equal(100 / 153.0, answers[0].Probability, 1e-9);
    }

    [Fact]
    public void Memory_is_bounded_and_what_is_used_stays()
    {
        const int bytes = 256 << 10;
        var model = new NextCallModel(bytes);
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            model.Learn([.. Enumerable.Range(0, 400).Select(_ => (uint)random.Next(10_000, 90_000))]);
            for (var i = 0; i < 20; i++) model.Learn([0, 1, 2, 3, 4, 5]);
        }
        var answers = new NextCall[1];

        Assert.InRange(model.MemoryBytes, bytes / 2, bytes);
        Assert.Equal(1, model.Publish(Graph(6)).Query([1, 2, 3, 4], answers));
        Assert.Equal((Slot(5), true), (answers[0].Callee.Name, answers[0].Probability > 0.9));
    }

    [Fact]
    public void Counts_that_outgrow_their_cells_keep_their_proportions()
    {
        var model = new NextCallModel();
        for (var i = 0; i < 60_000; i++) model.Learn([1, 2, Marker, 1, 2, Marker, 1, 3]);
        var answers = new NextCall[2];
        model.Publish(Graph(6)).Query([1], answers);

        Assert.Equal(2.0 / 3, answers[0].Probability, 0.01);
        Assert.Equal(1.0 / 3, answers[1].Probability, 0.01);
    }

    [Fact]
    public void A_context_with_many_followers_keeps_the_frequent_ones()
    {
        var random = new Random(3);
        var model = new NextCallModel();
        for (var i = 0; i < 20_000; i++) model.Learn([0, i % 4 == 0 ? (uint)random.Next(6, 30) : (uint)(1 + (i % 2))]);
        var answers = new NextCall[2];
        model.Publish(Graph(30)).Query([0], answers);

        Assert.Equal([Slot(1), Slot(2)], answers.Select(answer => answer.Callee.Name).Order());
        Assert.InRange(answers.Sum(answer => answer.Probability), 0.6, 0.76);
    }

    [Fact]
    public void A_published_table_never_changes_and_is_shared_until_something_is_learned()
    {
        var model = new NextCallModel();
        var graph = Graph(6);
        model.Learn([0, 1]);
        var first = model.Publish(graph);
        Assert.Same(first, model.Publish(graph));
        Assert.Same(first.Rows, model.Publish(Graph(6)).Rows);
        for (var i = 0; i < 100; i++) model.Learn([0, 2]);
        var answers = new NextCall[3];

        Assert.Equal(1, first.Query([0], answers));
        Assert.Equal(2, model.Publish(graph).Query([0], answers));
    }

    [Fact]
    public void Publishing_copies_only_what_changed_and_no_large_object()
    {
        var random = new Random(2);
        var model = new NextCallModel();
        model.Learn([.. Enumerable.Range(0, 20_000).Select(_ => (uint)random.Next(500))]);
        var graph = Graph(6);
        var first = model.Publish(graph).Rows;
        model.Learn([0, 1]);
        var second = model.Publish(graph).Rows;
        var segments = first.Length / ContextRows.SegmentLength;

        Assert.InRange(segments, 8, 1_000);
        Assert.Equal(segments - 1, Enumerable.Range(0, segments).Count(i => second.SharesSegment(i, first)));
        Assert.InRange(ContextRows.SegmentLength * 64, 1, 84_000);
    }

    [Fact]
    public void Learning_and_asking_do_not_allocate()
    {
        var model = new NextCallModel();
        var window = Enumerable.Range(0, 600).Select(i => (uint)(i * i % 6)).ToArray();
        model.Learn(window);
        var table = model.Publish(Graph(6));
        var answers = new NextCall[3];

        Assert.Equal(0, Skeletons.AllocatedBytes(() => model.Learn(window)));
        Assert.Equal(0, Skeletons.AllocatedBytes(() => table.Query(window.AsSpan(0, 16), answers)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_window_is_safe(int seed)
    {
        var random = new Random(seed);
        var model = new NextCallModel(64 << 10);
        var graph = Graph(6);
        var answers = new NextCall[8];
        var window = new uint[64];
        for (var round = 0; round < 3_000; round++)
        {
            foreach (ref var symbol in window.AsSpan()) symbol = random.Next(3) == 0 ? (uint)random.NextInt64(uint.MaxValue + 1L) : (uint)random.Next(8);
            model.Learn(window.AsSpan(0, random.Next(64)));
            if (round % 50 == 0) model.Forget(random.Next(8), random.Next(3));
            if (round % 10 == 0) model.Publish(graph).Query(window.AsSpan(random.Next(32), random.Next(32)), answers);
        }
        Assert.InRange(model.MemoryBytes, 1, 64 << 10);
    }

    private static string Slot(uint slot) => $"N.T.F{slot + 1}";

    // Slot i is the edge F0 -> F(i + 1).
    private static CallGraph Graph(int slots)
    {
        var model = new GraphModel();
        model.Add(0, "A.cs", [.. Enumerable.Range(1, slots).Select(i => ("F0", $"F{i}"))]);
        return model.Publish();
    }

    // The greedy "prefer one" construction.
    private static List<int> DeBruijn(int order)
    {
        var sequence = Enumerable.Repeat(0, order).ToList();
        var seen = new HashSet<string>();
        while (sequence.Count < (1 << order) + order - 1)
        {
            var tail = string.Concat(sequence.TakeLast(order - 1));
            var bit = seen.Add(tail + "1") ? 1 : 0;
            if (bit == 0) seen.Add(tail + "0");
            sequence.Add(bit);
        }
        return sequence[..(1 << order)];
    }
}
