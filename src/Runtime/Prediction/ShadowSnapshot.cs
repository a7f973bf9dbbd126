namespace ShadowGen.Prediction;

/// <summary>Everything that readers see, of one moment. The engine publishes it by one reference swap; immutable, any thread.</summary>
internal sealed class ShadowSnapshot(CallGraph graph, NeedsTable needs, NextCallTable next)
{
    public static ShadowSnapshot Empty { get; } = new(CallGraph.Empty, NeedsTable.Empty, NextCallTable.Empty);

    public CallGraph Graph { get; } = graph;

    public NeedsTable Needs { get; } = needs;

    public NextCallTable Next { get; } = next;

    /// <summary>What was learned of sequences, which goes on changing; null before anything was.</summary>
    public LearnedSequences? Sequences { get; init; }
}

/// <summary>What readers ask for the full mix.</summary>
internal sealed record LearnedSequences(Sequences.SequenceMemory Memory, ParentSets Parents);
