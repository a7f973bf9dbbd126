using ShadowGen.Prediction.Benchmarks.Data;
using ShadowGen.Runtime.Tests;
using ShadowGen.TestSupport;

namespace ShadowGen.Prediction.Tests;

/// <summary>The bench reads the format of recorded sets, and says where a file is not in it.</summary>
public sealed class ReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("reader");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_beyond_the_seventh_are_found_by_name()
    {
        var set = Sets.Read(_folder, $"{Sets.Header} alloc_bytes cpu_us arg1 arg0", "a 0 -1 1 5 20.5 300 7.5 4 3", "a 1 0 0 6 10    2", "b 0 -1 1 9 1 0   ");
        Assert.Equal("alloc_bytes", set.Extra);
        Assert.Equal(2, set.Operations);
        Assert.Equal(2, set.Sequences.Length);
        Assert.Equal(new CallEvent(-1, 1, 5, 20.5, 300, 7.5, new CallArguments(2, 3, 4)), set.Sequences[0].Events[0]);
        Assert.Equal(new CallEvent(0, 0, 6, 10, double.NaN, double.NaN, new CallArguments(1, 2)), set.Sequences[0].Events[1]);
        Assert.Equal(new CallEvent(-1, 1, 9, 1, 0), set.Sequences[1].Events[0]);
        Assert.Equal([3L, 4L], Enumerable.Range(0, 2).Select(i => set.Sequences[0].Events[0].Arguments[i]));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Sequences[0].Events[1].Arguments[1]);
    }

    [Fact]
    public void A_set_with_six_columns_or_processor_time_as_the_seventh_has_no_bytes()
    {
        Assert.Null(Sets.Read(_folder, Sets.Header, "0 0 -1 0 1 2").Extra);
        var set = Sets.Read(_folder, $"{Sets.Header} cpu_us", "0 0 -1 0 1 2 3");
        Assert.Equal("cpu_us", set.Extra);
        Assert.Equal(new CallEvent(-1, 0, 1, 2, 3), set.Sequences[0].Events[0]);
    }

    [Fact]
    public void Few_sequences_hold_out_their_tails_and_many_the_last_fifth()
    {
        var few = Sets.Read(_folder, [Sets.Header, .. Enumerable.Range(0, 10).Select(i => $"0 {i} -1 0 1 1")]);
        Assert.True(few.HoldsOutTails);
        Assert.Equal(8, few.Sequences[0].Train);
        var many = Sets.Read(_folder, [Sets.Header, .. Enumerable.Range(0, 10).Select(i => $"{i} 0 -1 0 1 1")]);
        Assert.False(many.HoldsOutTails);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 0, 0], many.Sequences.Select(s => s.Train));
    }

    [Theory]
    [InlineData(":1: the header is 'no header'", "no header")]
    [InlineData(":3: 5 fields of 6", Sets.Header, "0 0 -1 0 1 1", "0 1 0 0 1")]
    [InlineData(":2: '0\t0\t-1\tx\t1\t1' has a field that is no number", Sets.Header, "0 0 -1 x 1 1")]
    [InlineData(":2: '0\t0\t-1\t0\t1\tNaN' has a field that is no number", Sets.Header, "0 0 -1 0 1 NaN")]
    [InlineData(":2: '0\t0\t-1\t0\t1\t1\t1\t1.5' has a field that is no number", $"{Sets.Header} alloc_bytes arg0", "0 0 -1 0 1 1 1 1.5")]
    [InlineData(":3: the caller 1 does not come before the call", Sets.Header, "0 0 -1 0 1 1", "0 1 1 0 1 1")]
    [InlineData(":2: operation -1 is negative", Sets.Header, "0 0 -1 -1 1 1")]
    public void What_is_not_in_the_format_is_told_with_file_and_line(string message, params string[] lines)
    {
        var wrong = Assert.Throws<InvalidDataException>(() => Sets.Read(_folder, lines));
        Assert.StartsWith(_folder.PathOf(CallSet.EventsFile) + message, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_set_is_told()
    {
        Assert.Contains("there is no folder", Assert.Throws<InvalidDataException>(() => CallSet.ReadAll(_folder.PathOf("none")).ToList()).Message, StringComparison.Ordinal);
        Assert.Contains(CallSet.EventsFile, Assert.Throws<InvalidDataException>(() => CallSet.ReadAll(_folder.Root).ToList()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Operations_have_names_and_features_where_a_table_tells_them()
    {
        Sets.Write(_folder, Sets.Header, "0 0 -1 0 1 2");
        Assert.Equal("0", CallSet.Read(_folder.Root).Table.NameOf(0));
        _folder.Write("ops.tsv", "0\t1\tN.T.Parse\ts:text.Length,c:mode\n3\t1\tplain\n");
        var table = CallSet.Read(_folder.Root).Table;
        Assert.Equal("N.T.Parse", table.NameOf(0));
        Assert.Equal([new("text.Length", true), new("mode", false)], table.FeaturesOf(0));
        Assert.Empty(table.FeaturesOf(3));

        _folder.Write("ops.tsv", "0\t1\tParse\tx:text.Length\n");
        Assert.Contains("ops.tsv:1: 'x:text.Length' is no feature", Assert.Throws<InvalidDataException>(() => CallSet.Read(_folder.Root)).Message, StringComparison.Ordinal);
        _folder.Write("ops.tsv", "0\t1\tParse\nzero\t1\tParse\n");
        Assert.Contains("ops.tsv:2:", Assert.Throws<InvalidDataException>(() => CallSet.Read(_folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ShadowGen_records_is_read_back()
    {
        var edges = new TestEdges(2);
        using (Shadow.RecordTrace(_folder.Root))
            edges.Call(0, () => edges.Call(1, static () => Thread.Sleep(2)));

        var set = CallSet.Read(_folder.Root);
        var calls = Assert.Single(set.Sequences).Events;
        Assert.Equal([(-1, "Callee0"), (0, "Callee1")], calls.Select(c => (c.Parent, set.Table.NameOf(c.Operation).Split('.')[^1])));
        Assert.True(calls[0].Duration >= calls[1].Duration && calls[1].Duration >= 1_900);
        Assert.Equal("alloc_bytes", set.Extra);
        Assert.All(calls, c => Assert.True(c.Extra >= 0));
    }

    [Fact]
    public void The_traces_of_the_repository_are_sets_with_sizes()
    {
        var traces = Repository.PathOf("bench", "Prediction.Benchmarks", "Traces");
        var sets = CallSet.ReadAll(traces).ToList();
        Assert.Equal(["logreport", "quickstart-queries"], sets.Select(s => s.Name));
        Assert.All(sets, s =>
        {
            Assert.InRange(s.Events, 10_000, 100_000);
            Assert.InRange(new FileInfo(Path.Combine(traces, s.Name, CallSet.EventsFile)).Length, 1, 300_000);
            var calls = s.Sequences.SelectMany(q => q.Events).ToList();
            Assert.All(calls, c => Assert.True(c.Arguments.Count == s.Table.FeaturesOf(c.Operation).Count || c.Arguments.Count == 0));
            Assert.InRange(calls.Count(c => c.Arguments.Count > 0), s.Events / 10, s.Events);
            Assert.Contains("MIT", File.ReadAllText(Path.Combine(traces, s.Name, "README.md")), StringComparison.Ordinal);
        });
    }
}
