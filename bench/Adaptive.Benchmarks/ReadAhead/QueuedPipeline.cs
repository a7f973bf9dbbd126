using ShadowGen.QuickStart.Corpus;
using ShadowGen.QuickStart.Indexing;

namespace ShadowGen.Adaptive.Benchmarks.ReadAhead;

/// <summary>The rival: reads files ahead by hand while the ones before are indexed, eight at a time.</summary>
internal sealed class QueuedPipeline(FileReader reader, InvertedIndex index, DocumentStore store)
{
    private const int ReadAhead = 8;

    public async Task<IndexSummary> RunAsync(IReadOnlyList<SourceFile> files)
    {
        var summary = new IndexSummary();
        var pending = new Queue<Task<FileContent>>();
        var started = 0;
        for (var done = 0; done < files.Count; done++)
        {
            for (; started < files.Count && pending.Count < ReadAhead; started++) pending.Enqueue(reader.ReadAsync(files[started]));
            var content = await pending.Dequeue().ConfigureAwait(false);
            summary.Count(files[done], content.Outcome);
            if (content.Outcome != ReadOutcome.Text) continue;
            index.Add(content.Text);
            store.Add(files[done], content.Text);
        }
        return summary;
    }
}
