using System.Text;
using ShadowGen.QuickStart.Corpus;
using ShadowGen.QuickStart.Indexing;
using ShadowGen.QuickStart.Tests.Support;
using ShadowGen.TestSupport;

namespace ShadowGen.QuickStart.Tests;

public sealed class CorpusTests : IDisposable
{
    private readonly TemporaryFolder _tree = new("quickstart");

    [Fact]
    public void Discovery_finds_files_in_order_and_counts_what_it_leaves_out()
    {
        foreach (var file in new[] { "b.txt", "a/c.txt", "a/B.txt", ".git/config", "a/bin/x.txt", "obj/y.txt", ".hidden" }) _tree.Write(file, "text");
        Directory.CreateSymbolicLink(_tree.PathOf("a", "up"), _tree.Root);

        var found = new FileDiscovery(_tree.Root).Find();

        Assert.Equal([".hidden", "a/B.txt", "a/c.txt", "b.txt"], found.Files.Select(f => f.RelativePath));
        Assert.All(found.Files, f => Assert.Equal(4, f.Length));
        Assert.Equal((3, 1, 0), (found.SkippedFolders, found.Links, found.Unreadable));
    }

    [Fact]
    public void A_folder_that_is_gone_is_counted_as_unreadable() => Assert.Equal(1, new FileDiscovery(_tree.PathOf("gone")).Find().Unreadable);

    [Fact]
    public async Task Outcomes_of_reading()
    {
        Assert.Equal(new FileContent(ReadOutcome.Text, "grün"), await ReadAsync("grün"u8.ToArray()));
        Assert.Equal(new FileContent(ReadOutcome.Text, "bom"), await ReadAsync([0xEF, 0xBB, 0xBF, .. "bom"u8]));
        Assert.Equal(new FileContent(ReadOutcome.Text, "wide"), await ReadAsync([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("wide")]));
        Assert.Equal(new FileContent(ReadOutcome.Text, "wide"), await ReadAsync([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("wide")]));
        Assert.Equal(FileContent.Without(ReadOutcome.Binary), await ReadAsync([1, 2, 0, 3]));
        Assert.Equal(FileContent.Without(ReadOutcome.Empty), await ReadAsync([]));
        Assert.Equal(FileContent.Without(ReadOutcome.Empty), await ReadAsync([0xEF, 0xBB, 0xBF]));
        Assert.Equal(ReadOutcome.Text, (await ReadAsync(Enumerable.Repeat((byte)'a', 100).ToArray())).Outcome);
        Assert.Equal(FileContent.Without(ReadOutcome.TooLarge), await ReadAsync(Enumerable.Repeat((byte)'a', 101).ToArray()));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_unreadable_and_one_that_shrank_is_read_as_it_is()
    {
        _tree.Write("short.txt", "now");

        Assert.Equal(ReadOutcome.Unreadable, (await new FileReader().ReadAsync(new(_tree.PathOf("gone"), "gone", 5))).Outcome);
        Assert.Equal("now", (await new FileReader().ReadAsync(new(_tree.PathOf("short.txt"), "short.txt", 50))).Text);
    }

    [Fact]
    public async Task Documents_come_in_the_order_of_files_and_texts_beyond_the_limit_are_read_again()
    {
        for (var i = 0; i < 50; i++) _tree.Write($"f{i:00}.txt", $"number {i} {new string('x', 50 - i)}");
        _tree.Write("f07.txt", "");
        var (reader, index, progress) = (new FileReader(), new InvertedIndex(), new ReportedProgress());
        var store = new DocumentStore(reader, maximumCharacters: 500);

        var summary = await new IndexPipeline(reader, index, store).RunAsync(new FileDiscovery(_tree.Root).Find().Files, progress);

        Assert.Equal((49, 1), (summary.Files(ReadOutcome.Text), summary.Files(ReadOutcome.Empty)));
        Assert.Equal((49, 49), (index.DocumentCount, store.Count));
        Assert.Equal(Enumerable.Range(0, 50).Where(i => i != 7).Select(i => $"f{i:00}.txt"), Enumerable.Range(0, 49).Select(store.PathOf));
        for (var document = 0; document < 49; document++) Assert.Equal(File.ReadAllText(_tree.PathOf(store.PathOf(document))), await store.TextAsync(document));
        Assert.Equal((50, 1.0), (progress.Shares.Count, progress.Shares[^1]));

        File.Delete(_tree.PathOf("f49.txt"));
        Assert.Equal("", await store.TextAsync(48));
    }

    public void Dispose() => _tree.Dispose();

    private async Task<FileContent> ReadAsync(byte[] bytes)
    {
        var path = _tree.PathOf("file");
        await File.WriteAllBytesAsync(path, bytes);
        return await new FileReader(maximumBytes: 100).ReadAsync(new(path, "file", bytes.Length));
    }
}
