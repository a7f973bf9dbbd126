using ShadowGen.Prediction.Benchmarks.Rivals;
using ShadowGen.Prediction.Benchmarks.Sequences;

namespace ShadowGen.Prediction.Tests;

/// <summary>Each rival on counts small enough to reckon by hand: of three outcomes, 0 came twice and 1 once, and after what came last 0 came once.</summary>
public sealed class RivalTests
{
    private const int A = 0, B = 1, C = 2;

    private static readonly ContextCounts?[] Contexts = [Counts(A, B, A), Counts(A), null];

    [Fact]
    public void Witten_Bell_weighs_an_order_by_its_distinct_outcomes()
    {
        Is(new WittenBell(0), (2 + (2 / 3.0)) / 5, (1 + (2 / 3.0)) / 5, 2 / 3.0 / 5);
        // Order 1: one outcome in one, so half of it is order 0's.
        Is(new WittenBell(1), 0.5 + (0.5 * 8 / 15), 0.5 * 5 / 15, 0.5 * 2 / 15);
        Is(new WittenBell(2), 0.5 + (0.5 * 8 / 15), 0.5 * 5 / 15, 0.5 * 2 / 15);
    }

    [Fact]
    public void PPM_C_escapes_by_distinct_outcomes_and_excludes_what_longer_contexts_had()
    {
        // Order 1: 0 gets 1/2, the escape 1/2; order 0 without 0: 1 gets half of that, and what never came the other half.
        Is(new PpmC(1), 1 / 2.0, 1 / 4.0, 1 / 4.0);
        // Order 0 alone: 2/5, 1/5, escape 2/5.
        Is(new PpmC(0), 2 / 5.0, 1 / 5.0, 2 / 5.0);
    }

    [Fact]
    public void Context_tree_weighting_halves_the_estimates_of_both_orders_and_then_follows_their_success()
    {
        var tree = new ContextTree(1, 0);
        ContextCounts?[] contexts = [Counts(A, B, A), Counts(A)];
        double[] order0 = [13 / 21.0, 7 / 21.0, 1 / 21.0], order1 = [7 / 9.0, 1 / 9.0, 1 / 9.0]; // (n + 1/6) / (N + 1/2)
        Is(tree, contexts, [.. order0.Zip(order1, static (a, b) => (a + b) / 2)]);
        tree.Learn(contexts, A, 3);
        var odds = order0[A] / order1[A];
        Is(tree, contexts, [.. order0.Zip(order1, (a, b) => ((odds * a) + b) / (odds + 1))]);
    }

    [Fact]
    public void A_fixed_share_mixture_follows_the_order_that_did_better_and_gives_the_other_a_share_back()
    {
        var mix = new FixedShare(1);
        double[] order0 = [8 / 15.0, 5 / 15.0, 2 / 15.0], order1 = [23 / 30.0, 5 / 30.0, 2 / 30.0];
        Is(mix, [.. order0.Zip(order1, static (a, b) => (a + b) / 2)]);
        mix.Learn(Contexts, B, 3);
        var first = (0.99 * order0[B] / (order0[B] + order1[B])) + (0.01 / 2);
        Is(mix, [.. order0.Zip(order1, (a, b) => (first * a) + ((1 - first) * b))]);
    }

    [Fact]
    public void CPT_counts_what_followed_in_windows_that_hold_the_last_calls_and_leaves_noise_out()
    {
        var cpt = new CptPlus();
        cpt.Begin();
        foreach (var operation in (int[])[0, 1, 2, 3]) cpt.Called(operation, learns: true);
        cpt.Called(0, learns: false);
        cpt.Called(1, learns: false);
        // One window, 0 1 2 3. All of 2 3 0 1 are in it, and nothing follows; without 2, and without 3 as well: 2 then 3 follow on 0 1, weight 2/4; without 0: on 1, weight 1/4.
        const double score2 = 0.5 + 0.25, score3 = 0.1 * score2, all = score2 + score3 + 1;
        ContextCounts?[] contexts = [Counts(0, 1, 2, 3, 0, 1)];
        Is(cpt, contexts, 0.3 / all, 0.3 / all, (score2 + 0.2) / all, (score3 + 0.2) / all);
    }

    [Fact]
    public void CPT_forgets_its_oldest_windows_and_learns_nothing_where_it_may_not()
    {
        var cpt = new CptPlus();
        cpt.Begin();
        for (var i = 0; i < CptPlus.Stride; i++) cpt.Called(i % 2, learns: true);
        for (var i = 0; i < CptPlus.WindowLength; i++) cpt.Called(i % 2 == 0 ? 0 : 2, learns: false);
        cpt.Called(0, learns: false);
        Assert.Equal(1, Best(cpt, 3));

        for (var i = 0; i < CptPlus.KeptWindows * CptPlus.Stride; i++) cpt.Called(i % 2 == 0 ? 2 : 0, learns: true);
        Assert.Equal(2, Best(cpt, 3));

        // No window has a 1 any more: what is left is order 0.
        cpt.Begin();
        cpt.Called(1, learns: false);
        Is(cpt, [Counts(0, 1, 2)], 1 / 3.0, 1 / 3.0, 1 / 3.0);
    }

    [Fact]
    public void The_panel_scores_every_rival_on_every_held_out_call_and_finds_the_pattern()
    {
        var calls = Enumerable.Range(0, 3_000).Select(static i => (-1, i % 3)).ToArray();
        var set = Sets.Of(2_000, calls);
        foreach (var isOnline in (bool[])[true, false])
        {
            var panel = new RivalPanel(SequenceTask.Flat, set.Operations, isOnline);
            Replay.Run(set, panel);
            Assert.Contains("CPT+", panel.Scores.Select(s => s.Name));
            Assert.All(panel.Scores, s => Assert.Equal(1_000, s.Events));
            Assert.All(panel.Scores.Where(s => s.Name != "order 0"), s => Assert.True(s.Top1 == 100 && s.Bits < 0.2, $"{s.Name}: {s.Top1} %, {s.Bits} bits"));
            Assert.InRange(panel.Scores.Single(s => s.Name == "order 0").Bits, 1.5, 1.6);
            Assert.All(panel.Scores, s => Assert.InRange(panel.OrderOf(s), 0, 20));
        }
    }

    [Fact]
    public void Rivals_that_may_not_learn_from_what_is_scored_do_not()
    {
        var set = Sets.Of(1_000, [.. Enumerable.Repeat((-1, 0), 1_000), .. Enumerable.Repeat((-1, 1), 1_000)]);
        var (online, frozen) = (new RivalPanel(SequenceTask.Flat, 2, online: true), new RivalPanel(SequenceTask.Flat, 2, online: false));
        Replay.Run(set, online);
        Replay.Run(set, frozen);
        Assert.All(online.Scores.Where(s => s.Name is not ("order 0" or "CPT+")), s => Assert.True(s.Top1 > 90, $"{s.Name}: {s.Top1} %"));
        Assert.All(frozen.Scores, s => Assert.Equal(0, s.Top1));
    }

    private static ContextCounts Counts(params int[] outcomes)
    {
        var counts = new ContextCounts();
        foreach (var outcome in outcomes) counts.Add(outcome);
        return counts;
    }

    private static int Best(CptPlus cpt, int outcomes)
    {
        var distribution = new double[outcomes];
        cpt.Predict([Counts([.. Enumerable.Range(0, outcomes)])], distribution);
        return Array.IndexOf(distribution, distribution.Max());
    }

    private static void Is(Blend blend, params double[] expected) => Is(blend, Contexts, expected);

    private static void Is(Blend blend, ContextCounts?[] contexts, params double[] expected)
    {
        var distribution = new double[expected.Length];
        blend.Predict(contexts, distribution);
        Assert.Equal(expected, distribution, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(1, distribution.Sum(), 1e-12);
    }
}
