using ShadowGen.QuickStart.Corpus;

namespace ShadowGen.QuickStart.Indexing;

/// <summary>Reads files ahead while the ones before are indexed; documents are numbered in the order of the files, whichever read ends first.</summary>
internal sealed class IndexPipeline(FileReader reader, InvertedIndex index, DocumentStore store)
{
    private const int ReadAhead = 8;

    /// <param name="files">What to index.</param>
    /// <param name="progress">Told the share of the files that is done, 0 to 1.</param>
    public async Task<IndexSummary> RunAsync(IReadOnlyList<SourceFile> files, IProgress<double> progress)
    {
        var summary = new IndexSummary();
        var pending = new Queue<Task<FileContent>>();
        var started = 0;
        for (var done = 0; done < files.Count; done++)
        {
            for (; started < files.Count && pending.Count < ReadAhead; started++) pending.Enqueue(reader.ReadAsync(files[started]));
            var content = await pending.Dequeue();
            summary.Count(files[done], content.Outcome);
            if (content.Outcome == ReadOutcome.Text) Add(files[done], content.Text);
            progress.Report((done + 1.0) / files.Count);
        }
        return summary;
    }

    private void Add(SourceFile file, string text)
    {
        index.Add(text);
        store.Add(file, text);
    }
}
