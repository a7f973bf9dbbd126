using ShadowGen.Sequences;

namespace ShadowGen.Runtime.Tests.Sequences;

public sealed class SequenceModelTests
{
    private readonly OutcomeProbability[] _outcomes = new OutcomeProbability[64];

    [Fact]
    public void A_loop_is_foretold_with_its_returns()
    {
        var model = new SequenceModel(4);
        for (var i = 0; i < 300; i++) Request(model);

        model.Begin();
        model.Enter(0);
        Assert.Equal(Outcome.Of(1), Likeliest(model.NextOfCaller(_outcomes), atLeast: 0.99));
        model.Enter(1);
        Assert.Equal(Outcome.Returns, Likeliest(model.NextOfCaller(_outcomes), atLeast: 0.99));
        Assert.Equal(Outcome.Of(2), Likeliest(model.NextCall(_outcomes), atLeast: 0.99));
        model.Exit();
        model.Enter(2);
        model.Exit();
        Assert.Equal(Outcome.Of(3), Likeliest(model.NextOfCaller(_outcomes), atLeast: 0.99));
    }

    [Fact]
    public void What_depends_on_a_call_long_ago_is_told_from_it()
    {
        // A flag at the start decides what comes twelve calls later; no context of a few calls sees it.
        var model = new SequenceModel(6);
        var random = new Random(7);
        for (var i = 0; i < 2000; i++) Flagged(model, random.Next(2), stop: false);

        for (var flag = 0; flag < 2; flag++)
        {
            Flagged(model, flag, stop: true);
            Assert.Equal(Outcome.Of(4 + flag), Likeliest(model.NextOfCaller(_outcomes), atLeast: 0.95));
        }
    }

    [Fact]
    public void Probabilities_sum_to_one_wherever_a_flow_is()
    {
        const int operations = 40;
        var model = new SequenceModel(operations);
        var all = new double[operations + 1];
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            Step(model, random, operations);
            if (i % 50 != 0) continue;
            model.Fill(all, model.NextOfCaller(_outcomes), mayReturn: true);
            Assert.Equal(1, all.Sum(), 9);
            Assert.All(all, p => Assert.InRange(p, 0, 1));
            model.Fill(all, model.NextCall(_outcomes), mayReturn: false);
            Assert.Equal(1, all.Sum(), 9);
            Assert.Equal(0, all[Outcome.Returns]);
        }
    }

    [Fact]
    public void With_one_operation_all_outcomes_are_listed_and_sum_to_one()
    {
        var model = new SequenceModel(1);
        var all = new double[2];
        for (var i = 0; i < 100; i++)
        {
            model.Enter(0);
            model.Exit();
        }

        model.Fill(all, model.NextCall(_outcomes), mayReturn: false);

        Assert.Equal(1, all[Outcome.Of(0)], 9);
    }

    [Fact]
    public void Asking_leaves_the_path_where_it_was()
    {
        var (asked, quiet) = (new SequenceModel(12), new SequenceModel(12));
        var (one, other) = (new Random(3), new Random(3));
        var (a, b) = (new double[13], new double[13]);
        for (var i = 0; i < 3000; i++)
        {
            Step(asked, one, 12);
            Step(quiet, other, 12);
            asked.NextCall(_outcomes);
        }

        asked.Fill(a, asked.NextOfCaller(_outcomes), mayReturn: true);
        quiet.Fill(b, quiet.NextOfCaller(_outcomes), mayReturn: true);
        Assert.Equal(b, a);
    }

    [Fact]
    public void A_flow_that_goes_on_is_not_thought_to_end()
    {
        // Each flow is one root that calls 1 and ends: the next call, if there is one, is 1, whatever else roots may do.
        var model = new SequenceModel(3);
        var random = new Random(2);
        for (var i = 0; i < 400; i++)
        {
            model.Begin();
            model.Enter(0);
            model.Enter(1);
            model.Exit();
            model.Enter(1);
            model.Exit();
            if (random.Next(2) == 0)
            {
                model.Enter(1);
                model.Exit();
            }
            model.Exit();
        }

        model.Begin();
        model.Enter(0);
        for (var i = 0; i < 2; i++)
        {
            model.Enter(1);
            model.Exit();
        }
        Assert.InRange(ProbabilityOf(Outcome.Returns, model.NextOfCaller(_outcomes)), 0.2, 0.8);
        Assert.Equal(Outcome.Of(1), Likeliest(model.NextCall(_outcomes), atLeast: 0.97));
    }

    [Fact]
    public void Neither_learning_nor_asking_allocates()
    {
        var model = new SequenceModel(30);
        var random = new Random(5);
        for (var i = 0; i < 2000; i++) Everything();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 2000; i++) Everything();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Everything()
        {
            Step(model, random, 30);
            model.NextOfCaller(_outcomes);
            model.NextCall(_outcomes);
        }
    }

    [Fact]
    public void It_holds_less_than_4_MB() => Assert.InRange(new SequenceModel(5000).MemoryBytes, 1 << 20, 4 << 20);

    [Fact]
    public void Recursion_deeper_than_the_path_comes_back_to_where_it_was()
    {
        var model = new SequenceModel(4);
        // Returning becomes likely, so that asking tries out returns where the path is deeper than what is kept.
        for (var i = 0; i < 300; i++) Request(model);
        model.Begin();
        for (var i = 0; i < CallPath.DefaultCapacity + 500; i++) model.Enter(i % 2);
        model.NextCall(_outcomes);
        for (var i = 1; i < CallPath.DefaultCapacity + 500; i++) model.Exit();

        Assert.Equal(1, model.Depth);
        model.Exit();
        Assert.Equal(0, model.Depth);
        model.Exit();
        Assert.Equal(0, model.Depth);
    }

    [Fact]
    public void Without_learning_the_history_goes_on_and_the_answers_move_with_the_path()
    {
        var model = new SequenceModel(4) { IsLearning = true };
        for (var i = 0; i < 300; i++) Request(model);
        model.IsLearning = false;
        for (var i = 0; i < 10; i++) Request(model);

        model.Begin();
        model.Enter(0);
        Assert.Equal(Outcome.Of(1), Likeliest(model.NextOfCaller(_outcomes), atLeast: 0.99));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void An_operation_that_is_not_there_is_refused(int operation) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SequenceModel(4).Enter(operation));

    // 0 calls 1, 2 and 3.
    private static void Request(SequenceModel model)
    {
        model.Begin();
        model.Enter(0);
        for (var callee = 1; callee < 4; callee++)
        {
            model.Enter(callee);
            model.Exit();
        }
        model.Exit();
    }

    private static void Flagged(SequenceModel model, int flag, bool stop)
    {
        model.Begin();
        model.Enter(0);
        model.Enter(1 + flag);
        model.Exit();
        for (var i = 0; i < 12; i++)
        {
            model.Enter(3);
            model.Exit();
        }
        if (stop) return;
        model.Enter(4 + flag);
        model.Exit();
        model.Exit();
    }

    private static void Step(SequenceModel model, Random random, int operations)
    {
        var choice = random.Next(100);
        if (choice == 0) model.Begin();
        else if (choice < 50 && model.Depth > 0) model.Exit();
        else model.Enter(Math.Min(random.Next(operations), random.Next(operations)));
    }

    private static int Likeliest(in Forecast forecast, double atLeast)
    {
        var first = forecast.Outcomes[0];
        Assert.InRange(first.Probability, atLeast, 1);
        return first.Outcome;
    }

    private static double ProbabilityOf(int outcome, in Forecast forecast)
    {
        foreach (var listed in forecast.Outcomes)
        {
            if (listed.Outcome == outcome) return listed.Probability;
        }
        return 0;
    }

    [Fact]
    public void What_is_not_learned_is_counted_where_that_is_asked_for()
    {
        // 0 calls 1 nine times of ten, at random, and 2 else; only the first calls are learned.
        var knows = new bool[2];
        foreach (var counts in (bool[])[false, true])
        {
            var model = new SequenceModel(3) { CountsAlways = counts };
            var random = new Random(4);
            for (var i = 0; i < 2000; i++)
            {
                model.IsLearning = i < 4;
                model.Enter(0);
                model.Enter(i >= 4 && random.Next(10) == 0 ? 2 : 1);
                model.Exit();
                model.Exit();
            }

            model.Enter(0);
            foreach (var outcome in model.NextOfCaller(_outcomes).Outcomes) knows[counts ? 1 : 0] |= outcome.Outcome == Outcome.Of(2);
        }

        Assert.Equal([false, true], knows);
    }
}
