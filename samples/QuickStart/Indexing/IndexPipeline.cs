using ShadowGen.QuickStart.Corpus;

namespace ShadowGen.QuickStart.Indexing;

/// <summary>Reads and indexes one file after the other: documents are numbered in the order of the files. What reads ahead, where that is worth it, is the manager (docs/prefetch.md).</summary>
internal sealed class IndexPipeline(FileReader reader, InvertedIndex index, DocumentStore store)
{
    /// <param name="files">What to index.</param>
    /// <param name="progress">Told the share of the files that is done, 0 to 1.</param>
    public async Task<IndexSummary> RunAsync(IReadOnlyList<SourceFile> files, IProgress<double> progress)
    {
        var summary = new IndexSummary();
        var done = 0.0;
        foreach (var file in files)
        {
            var content = await reader.ReadAsync(file);
            summary.Count(file, content.Outcome);
            if (content.Outcome == ReadOutcome.Text) Add(file, content.Text);
            progress.Report(++done / files.Count);
        }
        return summary;
    }

    private void Add(SourceFile file, string text)
    {
        index.Add(text);
        store.Add(file, text);
    }
}
