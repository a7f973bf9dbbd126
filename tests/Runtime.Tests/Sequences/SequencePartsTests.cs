using ShadowGen.Sequences;

namespace ShadowGen.Runtime.Tests.Sequences;

public sealed class SequencePartsTests
{
    [Fact]
    public void Vectors_mix_and_learn_as_their_scalar_twins()
    {
        var (vectors, scalars) = (new Mixer(3), new Mixer(3));
        var random = new Random(1);
        var inputs = new float[Mixer.Width];
        for (var i = 0; i < 500; i++)
        {
            for (var k = 0; k < Mixer.Width - 1; k++) inputs[k] = (random.NextSingle() - 0.5f) * 4;
            var set = random.Next(3);
            var error = random.NextSingle() - 0.5f;
            Assert.Equal(scalars.MixScalar(set, inputs), vectors.Mix(set, inputs), 1e-3f);
            vectors.Learn(set, inputs, error);
            scalars.LearnScalar(set, inputs, error);
        }
    }

    [Fact]
    public void A_row_lists_the_latest_outcome_first_and_forgets_the_oldest()
    {
        var table = new CountTable(64, isWide: false);
        foreach (var outcome in new ushort[] { 5, 5, 6, 7, 8 }) table.Count(table.Find(99), 99, outcome);

        var row = table.Row(table.Find(99));

        Assert.Equal([(8, 1), (7, 1), (6, 1)], CellsOf(row));
    }

    [Fact]
    public void A_row_that_was_taken_meanwhile_is_not_counted_in()
    {
        var table = new CountTable(4, isWide: false);
        table.Count(CountTable.Absent, 0x0001_0000, 1);
        var row = table.Find(0x0001_0000);
        for (var i = 2u; i < 200; i++) table.Count(CountTable.Absent, i << 16, 2);
        Assert.Equal(CountTable.Absent, table.Find(0x0001_0000));

        table.Count(row, 0x0001_0000, 1);

        Assert.Equal([(1, 1), (0, 0), (0, 0)], CellsOf(table.Row(table.Find(0x0001_0000))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_row_is_found_wherever_it_lies_and_its_counts_add_up(bool isWide)
    {
        var (table, random) = (new CountTable(64, isWide), new Random(2));
        var hashes = Enumerable.Range(1, isWide ? 2 : 4).Select(i => (uint)i << 20 | 5).ToArray();
        for (var i = 0; i < 500; i++)
        {
            var hash = hashes[random.Next(hashes.Length)];
            table.Count(table.Find(hash), hash, (ushort)random.Next(1, 20));
        }

        Assert.Equal(hashes.Length, hashes.Select(table.Find).Distinct().Count(row => row != CountTable.Absent));
        Assert.Equal(CountTable.Absent, table.Find(0x0FF0_0005));
        Assert.All(hashes, hash => Assert.Equal(CellsOf(table.Row(table.Find(hash))).Sum(cell => cell.Count), CountTable.Sum(table.Row(table.Find(hash)))));
    }

    [Fact]
    public void Calls_in_common_are_as_many_as_one_by_one()
    {
        var (history, random) = (new CallHistory(64), new Random(3));
        var all = new List<uint>();
        for (var i = 0; i < 500; i++)
        {
            all.Add((uint)random.Next(1, 3));
            history.Append(all[^1]);
            var position = Math.Max(1, all.Count - random.Next(20));
            var calls = all[Math.Max(0, position - random.Next(40))..position].ToArray();
            if (calls.Length > 0 && random.Next(3) > 0) calls[random.Next(calls.Length)] ^= 3;
            var expected = 0;
            while (expected < calls.Length && calls[^(expected + 1)] == all[position - 1 - expected]) expected++;

            Assert.Equal(expected, history.CommonWith(calls, position));
        }
    }

    [Fact]
    public void A_match_expects_what_came_after_the_same_calls()
    {
        var history = new CallHistory(1024);
        var path = new CallPath();
        var match = new MatchModel(new(history, 3));
        int[] song = [7, 1, 2, 3, 4, 9, 1, 2, 3];
        foreach (var operation in song)
        {
            path.Enter(operation);
            history.Append(path.Recent(1));
            match.Follow(path, HashOf(path, 3), records: true);
            path.Exit();
        }

        Assert.Equal(3, match.Length);
        Assert.Equal(Outcome.Returns, match.Expects(0));
        Assert.Equal(Outcome.Of(4), match.Expects(1));
        Assert.Equal(MatchModel.Nothing, match.Expects(2));
    }

    [Fact]
    public void A_match_passes_over_one_surprise_and_no_more()
    {
        var history = new CallHistory(1024);
        var path = new CallPath();
        var match = new MatchModel(new(history, 3));
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 30; i++) Call(round == 1 && i == 25 ? 50 : i);
        }
        Assert.Equal(1, match.Repairs);
        Assert.Equal(Outcome.Of(0), match.Expects(1));

        Call(51);
        Assert.Equal(0, match.Length);

        void Call(int operation)
        {
            path.Enter(operation);
            history.Append(path.Recent(1));
            match.Follow(path, HashOf(path, 3), records: true);
            path.Exit();
        }
    }

    [Fact]
    public void A_leaf_is_one_until_it_calls()
    {
        var leaves = new LeafCounts(2);
        var path = new CallPath();
        path.Enter(1);
        Assert.False(leaves.IsLeaf(path));
        for (var i = 0; i < 4; i++) leaves.Learn(1, returns: true);
        Assert.True(leaves.IsLeaf(path));

        leaves.Learn(1, returns: false);
        for (var i = 0; i < 10; i++) leaves.Learn(1, returns: true);
        Assert.False(leaves.IsLeaf(path));
    }

    [Fact]
    public void A_refinement_learns_what_a_probability_has_meant()
    {
        var refinement = new Refinement(2);
        var (point, share) = Refinement.Locate(1, 2f);
        Assert.Equal(1 / (1 + MathF.Exp(-2)), refinement.Read(point, share), 0.01f);

        for (var i = 0; i < 1000; i++) refinement.Learn(point, share, i % 2);

        Assert.Equal(0.5f, refinement.Read(point, share), 0.05f);
    }

    private static (int Outcome, int Count)[] CellsOf(ReadOnlySpan<uint> row) => [.. row.ToArray().Select(cell => ((int)CountTable.OutcomeOf(cell), CountTable.CountOf(cell)))];

    private static uint HashOf(CallPath path, int calls)
    {
        var hash = 0u;
        for (var i = 1; i <= calls; i++) hash = Hashing.Mix(hash, path.Recent(i));
        return hash;
    }
}
