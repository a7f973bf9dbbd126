using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

/// <summary>What is still to come, against programs that are known exactly.</summary>
public class NeedsProcessTests
{
    [Fact]
    public void What_follows_depends_on_the_call_made_last()
    {
        // Load, then either Parse and Render, or Fail: after Load it is open, after Parse only Render is left.
        var program = new CallProgram(1, ("Main", "Handle"), ("Handle", "Load"), ("Handle", "Parse"), ("Handle", "Render"), ("Handle", "Fail"))
            .After("Main", "", ("Handle", 1)).After("Main", "Handle", ("Handle", 0.999))
            .After("Handle", "", ("Load", 1)).After("Handle", "Load", ("Parse", 0.75), ("Fail", 0.25)).After("Handle", "Parse", ("Render", 1))
            .Costs("Load", 1_000).Costs("Parse", 5_000).Costs("Render", 300).Costs("Fail", 40).Costs("Handle", 10)
            .Run("Main", 5);
        var table = program.Learn().Publish(program.Graph.Publish());

        Assert.Equal(1, Remaining(program, table, "Handle", "") / (1_000 + (0.75 * 5_330) + (0.25 * 60) + 10), 0.02);
        Assert.Equal(1, Remaining(program, table, "Handle", "Load") / ((0.75 * 5_330) + (0.25 * 60)), 0.03);
        Assert.Equal(1, Remaining(program, table, "Handle", "Parse") / 320, 0.05);
        Assert.InRange(Remaining(program, table, "Handle", "Render"), 0, 60);
        Assert.InRange(Remaining(program, table, "Handle", "Fail"), 0, 60);
    }

    [Theory]
    [InlineData(2_048, 1, 0.15)]
    [InlineData(64, 1, 0.3)]
    [InlineData(32, 64, 0.6)]
    public void What_is_still_to_come_is_near_the_truth_and_nearer_than_without_the_order(int window, int each, double ratio)
    {
        var program = Random(7).Run("F0", 1_000);
        var graph = program.Graph;
        var learned = program.Learn(window, each);
        var table = learned.Publish(graph.Publish());
        var blind = new NeedsModel().Publish(graph.Publish());
        var (own, without) = (Error(program, table), Error(program, blind));

        Assert.True(own < ratio * without, $"{own:f3} of {without:f3}");
    }

    [Fact]
    public void Its_mean_over_all_moments_of_a_state_is_the_truth()
    {
        var program = Random(11).Run("F0", 1_000);
        var table = program.Learn().Publish(program.Graph.Publish());
        var checkedStates = 0;
        foreach (var state in program.Moments.GroupBy(moment => (moment.Function, moment.Last)))
        {
            if (state.Key.Function == "F0" || state.Count() < 300 || state.Average(m => m.Remaining) is not > 100 and var truth) continue;
            truth = state.Average(m => m.Remaining);
            Assert.Equal(1, Remaining(program, table, state.Key.Function, state.Key.Last) / truth, 0.1);
            checkedStates++;
        }
        Assert.InRange(checkedStates, 5, 100);
    }

    [Fact]
    public void In_a_loop_that_no_window_sees_the_end_of_what_is_left_is_what_exact_counts_say()
    {
        // 10,000 rounds for each call, windows of 256.
        var program = new CallProgram(1, ("Main", "Loop"), ("Loop", "Body"), ("Loop", "Other"))
            .After("Main", "", ("Loop", 1)).After("Main", "Loop", ("Loop", 0.98))
            .After("Loop", "", ("Body", 1)).After("Loop", "Body", ("Other", 0.9999)).After("Loop", "Other", ("Body", 1))
            .Costs("Body", 30).Costs("Other", 70)
            .Run("Main", 1);
        var table = program.Learn(window: 256, each: 7).Publish(program.Graph.Publish());
        var loops = program.Moments.Count(m => m.Function == "Loop" && m.Last == "");
        var whole = program.Moments.Where(m => m.Function == "Loop" && m.Last == "").Average(m => m.Remaining);

        Assert.InRange(loops, 10, 100);
        Assert.Equal(1, Remaining(program, table, "Loop", "") / whole, 0.01);
        // Memoryless: after each round as much is left as at the beginning, but for the round itself.
        Assert.Equal(1, Remaining(program, table, "Loop", "Other") / whole, 0.1);
    }

    [Fact]
    public void It_shrinks_as_a_frame_proceeds()
    {
        string[] steps = ["A", "B", "C", "D", "E"];
        var program = new CallProgram(1, [("Main", "Job"), .. steps.Select(step => ("Job", step))]).After("Main", "", ("Job", 1)).After("Main", "Job", ("Job", 0.99)).After("Job", "", ("A", 1));
        for (var i = 0; i < steps.Length; i++) program.Costs(steps[i], 100).After("Job", steps[i], i + 1 < steps.Length ? [(steps[i + 1], 1)] : []);
        var table = program.Run("Main", 5).Learn().Publish(program.Graph.Publish());
        var left = steps.Prepend("").Select(last => Remaining(program, table, "Job", last)).ToArray();

        for (var i = 0; i < steps.Length; i++) Assert.InRange(left[i] - left[i + 1], 90, 110);
    }

    [Fact]
    public void Without_order_calls_follow_one_another_independently()
    {
        var program = new CallProgram(1, ("Main", "A"), ("A", "B")).After("Main", "", ("A", 1)).After("Main", "A", ("A", 0.99)).After("A", "", ("B", 1)).After("A", "B", ("B", 0.75)).Costs("B", 100).Run("Main", 30);
        var table = program.Learn(withOrder: false).Publish(program.Graph.Publish());
        var calls = (double)program.Graph.Publish().Edge("A", "B").Calls / program.Graph.Publish().Node("A").Calls;

        // One call in (1 + calls) outcomes is a return, whatever was called: as much is left after each call as at the beginning.
        Assert.Equal(1, Remaining(program, table, "A", "") / (100 * calls), 0.05);
        Assert.Equal(Remaining(program, table, "A", ""), Remaining(program, table, "A", "B"), 1e-6);
    }

    [Fact]
    public void Recursion_stays_finite_and_near_what_was_measured()
    {
        var program = new CallProgram(1, ("Main", "Walk"), ("Walk", "Walk"), ("Walk", "Leaf"))
            .After("Main", "", ("Walk", 1)).After("Main", "Walk", ("Walk", 0.99))
            .After("Walk", "", ("Leaf", 0.6), ("Walk", 0.4)).After("Walk", "Walk", ("Walk", 0.5)).Costs("Leaf", 100).Costs("Walk", 10)
            .Run("Main", 20);
        var table = program.Learn().Publish(program.Graph.Publish());
        var truth = program.Moments.Where(m => m.Function == "Walk" && m.Last == "").Average(m => m.Remaining);

        Assert.Equal(1, Remaining(program, table, "Walk", "") / truth, 0.1);
        Assert.InRange(Remaining(program, table, "Walk", "Walk"), 0, truth);
    }

    [Fact]
    public void Learning_and_reading_do_not_allocate()
    {
        var program = Random(3).Run("F0", 200);
        var needs = program.Learn();
        var graph = program.Graph.Publish();
        var table = needs.Publish(graph);
        var window = program.Calls.Take(2_000).ToArray();
        var sample = Skeletons.Sample(1, 100);
        var sum = 0.0;

        Assert.Equal(0, Skeletons.AllocatedBytes(() =>
        {
            needs.Learn(window);
            needs.Observe(sample);
        }));
        Assert.Equal(0, Skeletons.AllocatedBytes(() =>
        {
            var path = NeedsSum.Zero;
            for (var slot = 1u; slot < 9; slot++) table.AddRemaining(slot, (int)slot + 1, ref path);
            sum += table.ReadRemaining(1, 2).CpuTime.Mean + table.ToPrediction(path).ElapsedTime.High;
        }));
        Assert.True(sum > 0);
    }

    [Fact]
    public void New_order_over_the_same_graph_is_published_and_nothing_new_is_not()
    {
        var program = Random(5).Run("F0", 300);
        var needs = program.Learn(withOrder: false);
        var graph = program.Graph.Publish();
        var before = needs.Publish(graph);
        Assert.Same(before, needs.Publish(graph));
        needs.Learn(program.Calls.ToArray());
        var after = needs.Publish(graph);
        Assert.NotSame(before, after);
        Assert.Same(after, needs.Publish(graph));
    }

    // How far forecasts are from the best that know the function and its last call: the mean of what was to come then. As a share of it, over all moments.
    private static double Error(CallProgram program, NeedsTable table)
    {
        double missed = 0, all = 0;
        foreach (var state in program.Moments.Where(m => m.Function != "F0").GroupBy(m => (m.Function, m.Last)))
        {
            missed += Math.Abs(state.Sum(m => m.Remaining) - (state.Count() * Remaining(program, table, state.Key.Function, state.Key.Last)));
            all += state.Sum(m => m.Remaining);
        }
        return missed / all;
    }

    private static double Remaining(CallProgram program, NeedsTable table, string function, string last) =>
        table.ReadRemaining(program.SlotOf(function), last.Length == 0 ? 0 : (int)program.SlotOf(function, last)).AllocatedBytes.Mean;

    // Levels of functions, each calling three of the next; what comes next depends strongly on what came last.
    private static CallProgram Random(int seed)
    {
        const int levels = 4;
        var random = new Random(seed);
        var edges = new List<(string, string)> { ("F0", "F0.0"), ("F0", "F0.1"), ("F0", "F0.2") };
        var callers = new List<string> { "F0.0", "F0.1", "F0.2" };
        for (var level = 1; level < levels; level++)
        {
            var callees = Enumerable.Range(0, 4).Select(i => $"F{level}.{i}").ToArray();
            foreach (var caller in callers) edges.AddRange(callees.OrderBy(_ => random.Next()).Take(3).Select(callee => (caller, callee)));
            callers = [.. callees];
        }
        var program = new CallProgram(seed, [.. edges.OrderBy(_ => random.Next())]);
        foreach (var caller in edges.Select(edge => edge.Item1).Distinct())
        {
            var callees = edges.Where(edge => edge.Item1 == caller).Select(edge => edge.Item2).OrderBy(_ => random.Next()).ToArray();
            program.After(caller, "", (callees[0], 0.9), (callees[1], 0.1));
            for (var i = 0; i < callees.Length; i++)
            {
                // On to the next one, or once more; the last one is mostly the end, or all begins again.
                program.After(caller, callees[i], i + 1 < callees.Length ? [(callees[i + 1], 0.85), (callees[i], 0.1)] : [(callees[0], 0.25)]);
            }
        }
        foreach (var callee in edges.Select(edge => edge.Item2).Distinct()) program.Costs(callee, Math.Round(Math.Pow(10, 1 + (3 * random.NextDouble()))));
        return program;
    }
}
