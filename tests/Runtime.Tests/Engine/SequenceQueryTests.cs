namespace ShadowGen.Runtime.Tests.Engine;

/// <summary>What the full mix answers inside of running code, learned by the real engine.</summary>
public sealed class SequenceQueryTests
{
    private const int Root = 0, First = 1, Middle = 2, IfSet = 3, IfNot = 4;

    [Fact]
    public void What_a_call_long_ago_decides_is_known_to_the_full_mix()
    {
        var edges = new TestEdges(5);
        var program = new Flagged(edges);
        program.Learn(800);

        var sure = 0;
        for (var i = 0; i < 40; i++)
        {
            var set = i % 3 == 0;
            var (step, next) = program.Run(set, ask: true);
            var expected = edges.Callee(set ? IfSet : IfNot);
            if (step.Callee == expected && step.Probability > 0.9 && next.Callee == expected && next.Probability > 0.9) sure++;
        }

        Assert.InRange(sure, 38, 40);
    }

    [Fact]
    public void A_function_that_calls_nothing_more_returns()
    {
        var edges = new TestEdges(5);
        var program = new Flagged(edges);
        program.Learn(400);
        var answers = new NextCall[4];
        var inLeaf = 0;

        program.Run(set: true, inLast: () => inLeaf = Shadow.PredictStep(answers));

        Assert.InRange(inLeaf, 1, 4);
        Assert.True(answers[0].IsReturn);
        Assert.True(answers[0].Callee.IsEmpty);
        Assert.InRange(answers[0].Probability, 0.95, 1);
    }

    [Fact]
    public void Asking_allocates_nothing_after_the_first_time()
    {
        var edges = new TestEdges(5);
        var program = new Flagged(edges);
        program.Learn(200);
        var answers = new NextCall[8];
        long allocated = -1;

        program.Run(set: true, inLast: () =>
        {
            for (var i = 0; i < 3; i++) Ask(answers);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++) Ask(answers);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });

        Assert.Equal(0, allocated);

        static void Ask(NextCall[] answers)
        {
            Shadow.PredictStep(answers);
            Shadow.PredictNextFully(answers);
        }
    }

    [Fact]
    public void A_thread_that_never_made_a_counted_call_gets_no_answer()
    {
        var found = -1;
        var thread = new Thread(() => found = Shadow.PredictNextFully(new NextCall[3]));
        thread.Start();
        thread.Join();

        Assert.Equal(0, found);
    }

    [Fact]
    public void Room_for_no_answer_is_no_fault()
    {
        var edges = new TestEdges(5);
        new Flagged(edges).Run(set: true, inLast: () => Assert.Equal(0, Shadow.PredictStep([])));
    }

    [Fact]
    public void How_well_steps_were_foretold_is_told()
    {
        var edges = new TestEdges(5);
        new Flagged(edges).Learn(800);

        var quality = Shadow.PredictionQuality;

        Assert.True(quality.Outcomes > 1000, $"{quality.Outcomes} outcomes");
        Assert.InRange(quality.Bits, 0, 16);
        Assert.InRange(quality.Top1, 0.2, 1);
        Assert.InRange(quality.CalibrationError, 0, 0.5);
        Assert.True(Shadow.Statistics.SequenceCallsLearned > 1000);
        var costs = quality.CostsOf(edges.Callee(Root), ResourceKind.ElapsedTime);
        Assert.True(costs.Count > 20, $"{costs.Count} costs");
        Assert.InRange(costs.Coverage, 0.5, 1);
        Assert.InRange(costs.Error, 1, 100);
        Assert.True(quality.CostsOf(ResourceKind.ElapsedTime).Count >= costs.Count);
        Assert.Equal(0, quality.CostsOf(default, ResourceKind.CpuTime).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => quality.CostsOf((ResourceKind)9));
    }

    /// <summary>A root whose last call depends on the first, with ten alike between them.</summary>
    private sealed class Flagged(TestEdges edges)
    {
        private readonly NextCall[] _answers = new NextCall[3];

        public void Learn(int times)
        {
            for (var i = 0; i < times; i++)
            {
                Run(set: Random.Shared.Next(2) == 0);
                if (i % 100 == 99) Shadow.Flush(); // before the flight recorder is written over
            }

            Shadow.Flush();
        }

        public (NextCall Step, NextCall Next) Run(bool set, bool ask = false, Action? inLast = null)
        {
            var (step, next) = (default(NextCall), default(NextCall));
            edges.Call(Root, () =>
            {
                if (set) edges.Call(First, static () => { });
                for (var i = 0; i < 10; i++) edges.Call(Middle, static () => { });
                if (ask)
                {
                    step = Shadow.PredictStep(_answers) > 0 ? _answers[0] : default;
                    next = Shadow.PredictNextFully(_answers) > 0 ? _answers[0] : default;
                }

                edges.Call(set ? IfSet : IfNot, inLast ?? (static () => { }));
            });
            return (step, next);
        }
    }
}
