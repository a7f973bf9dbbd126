using ShadowGen.Arrivals;

namespace ShadowGen.Prediction;

/// <summary>Everything that readers see, of one moment. The engine publishes it by one reference swap; immutable, any thread.</summary>
internal sealed record ShadowSnapshot(CallGraph Graph, NeedsTable Needs, NextCallTable Next)
{
    public static ShadowSnapshot Empty { get; } = new(CallGraph.Empty, NeedsTable.Empty, NextCallTable.Empty);

    /// <summary>What calls of each node cost, with intervals.</summary>
    public IntervalTable Intervals { get; init; } = IntervalTable.Empty;

    /// <summary>What of it their arguments tell.</summary>
    public LawTable Laws { get; init; } = LawTable.Empty;

    /// <summary>What functions call by their arguments.</summary>
    public BranchTable Branches { get; init; } = BranchTable.Empty;

    /// <summary>What was learned of sequences, which goes on changing; null before anything was.</summary>
    public LearnedSequences? Sequences { get; init; }

    /// <summary>How often roots will be called.</summary>
    public ArrivalTable Arrivals { get; init; } = ArrivalTable.Empty;

    /// <summary>What a whole call of a node needs, whatever its arguments; its intervals are those that were learned of such calls, where there were any.</summary>
    public ResourcePrediction WholeNeeds(int node) => Intervals.Refine(node, Needs.Read(node));

    /// <summary>The same with newer arrivals; itself when they are its own.</summary>
    public ShadowSnapshot With(ArrivalTable arrivals) => ReferenceEquals(arrivals, Arrivals) ? this : this with { Arrivals = arrivals };
}

/// <summary>What readers ask for the full mix.</summary>
internal sealed record LearnedSequences(Sequences.SequenceMemory Memory, ParentSets Parents);
