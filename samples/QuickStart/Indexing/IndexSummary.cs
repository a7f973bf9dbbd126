using ShadowGen.QuickStart.Corpus;

namespace ShadowGen.QuickStart.Indexing;

/// <summary>What indexing a tree came to.</summary>
internal sealed class IndexSummary
{
    private readonly int[] _files = new int[Enum.GetValues<ReadOutcome>().Length];

    /// <summary>Bytes of the indexed files.</summary>
    public long Bytes { get; private set; }

    [Unshadowed]
    public int Files(ReadOutcome outcome) => _files[(int)outcome];

    [Unshadowed]
    public void Count(SourceFile file, ReadOutcome outcome)
    {
        _files[(int)outcome]++;
        if (outcome == ReadOutcome.Text) Bytes += file.Length;
    }
}
