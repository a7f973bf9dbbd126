using System.Text;
using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Sequences;

namespace ShadowGen.Tests.Prediction;

public class SequenceLearnerTests
{
    private const int First = 100;

    private readonly SequenceLearner _learner = new();
    private readonly OutcomeProbability[] _outcomes = new OutcomeProbability[16];

    public SequenceLearnerTests()
    {
        // 0 is called by nobody and calls 1; 1 calls 2 and 3.
        var graph = new GraphModel();
        graph.AddSkeleton(First, SkeletonParser.Parse(Encoding.UTF8.GetBytes("""
            shadowgen-skeleton 1
            assembly T
            file T.cs
            method 0000000000000001 1 s M:T.Main
            method 0000000000000002 2 s M:T.Handle
            method 0000000000000003 3 s M:T.Load
            method 0000000000000004 4 s M:T.Save
            edge 0 0000000000000001 0000000000000002 0 1:1
            edge 1 0000000000000002 0000000000000003 0 2:1
            edge 2 0000000000000002 0000000000000004 0 2:2
            """)));
        _learner.Attach(graph);
        _learner.Observe(new CallSample { Slot = First, Weight = 1 });
    }

    [Fact]
    public void Flows_that_take_turns_on_a_thread_are_each_learned_as_if_alone()
    {
        // Each flow: handle, load, and (after others had the thread) save. Which of two flows goes on is drawn: without telling them apart, saves follow loads by chance.
        _learner.Allowance.Grant(1e12);
        var random = new Random(5);
        var window = new List<uint>();
        for (var pair = 1; pair < 600; pair++)
        {
            uint[] flows = [(uint)(2 * pair), (uint)(2 * pair) + 1];
            foreach (var flow in flows) window.AddRange([ThreadBlock.Marker | flow, First, First + 1]);
            if (random.Next(2) == 0) Array.Reverse(flows);
            foreach (var flow in flows) window.AddRange([ThreadBlock.Marker | flow, First + 2]);
        }

        _learner.Learn([.. window], thread: 4096, continues: true);

        var cursor = new SequenceCursor(_learner.Memory, new(64));
        cursor.Path.Enter(1);
        cursor.Path.Enter(2);
        cursor.Path.Exit();
        cursor.FindMatches();
        var likeliest = cursor.NextOfCaller(_outcomes).Outcomes[0];
        Assert.Equal(Outcome.Of(3), likeliest.Outcome);
        Assert.InRange(likeliest.Probability, 0.95, 1);
    }

    [Fact]
    public void What_the_allowance_does_not_pay_for_is_refused()
    {
        var window = Enumerable.Repeat<uint>(First, 2048).ToArray();
        var refused = 0;
        for (var i = 0; i < 100_000 && refused == 0; i++)
            if (!_learner.Learn(window, 4096, continues: true)) refused++;

        Assert.Equal(1, refused);
        Assert.True(_learner.Learned > 0);
        Assert.True(_learner.Followed > 0);
        var (learned, followed) = (_learner.Learned, _learner.Followed);
        Assert.Equal(0, (learned + followed) % window.Length);
        _learner.Allowance.Fill(1e9);
        Assert.True(_learner.Learn(window, 4096, continues: true));
    }

    [Fact]
    public void Learning_allocates_nothing_once_it_is_warm()
    {
        _learner.Allowance.Grant(1e12);
        uint[] window = [.. Enumerable.Range(0, 900).SelectMany(i => new uint[] { First, First + 1, First + 1 + (uint)(i % 2), ThreadBlock.Marker | (uint)(i % 50) })];
        _learner.Learn(window, 4096, continues: true);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 4; i++) _learner.Learn(window, 4096, continues: i % 2 == 0);
        // Not one object a call: a collection that another thread begins books the rest of this one's allocation context, up to 8 KB, as allocated.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8191);
    }

    [Fact]
    public void Slots_that_nobody_knows_are_passed_over()
    {
        _learner.Allowance.Grant(1e12);

        Assert.True(_learner.Learn([First, 7, 0x7FFF_FFFF, First + 1, ThreadBlock.Marker], 4096, continues: false));

        Assert.Equal(2, _learner.Learned); // neither are they counted, nor is the flow switch
        Assert.True(_learner.Quality.Outcomes >= 2);
    }

    [Fact]
    public void What_was_granted_is_taken_back()
    {
        var allowance = new LearningAllowance();
        while (allowance.Admit(2048, out _)) allowance.EndWindow(2048 - Spend(allowance));
        allowance.Grant(1e12);
        Assert.True(allowance.Admit(1_000_000, out var learned));
        Assert.Equal(1_000_000, learned);

        allowance.Fill(0);
        Assert.False(allowance.Admit(1_000_000, out _));

        static int Spend(LearningAllowance allowance)
        {
            allowance.BeginLearning();
            Thread.SpinWait(20_000);
            allowance.EndLearning(1);
            return 1;
        }
    }

    [Theory]
    [InlineData(-50_000_000)] // the compiler's time, by the wall clock, was longer than all the CPU time
    [InlineData(2_000_000_000)]
    public void A_wild_measurement_does_not_end_learning(long wild)
    {
        long now = 0;
        var allowance = new LearningAllowance(() => now);
        for (var i = 0; i < 3; i++) Learn(64, wild);

        var learned = 0;
        for (var i = 0; i < 300; i++)
        {
            allowance.Fill(10_000_000);
            learned += Learn(64, 64 * 2_000);
        }

        Assert.InRange(learned, 300, 300 * 64);

        int Learn(int calls, long costs)
        {
            if (!allowance.Admit(calls, out var admitted)) return 0;
            allowance.BeginLearning();
            now += costs;
            allowance.EndLearning(admitted);
            allowance.EndWindow(calls - admitted);
            return admitted;
        }
    }
}
