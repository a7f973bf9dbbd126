namespace ShadowGen.Prediction;

/// <summary>Everything that readers see, of one moment. The engine publishes it by one reference swap; immutable, any thread.</summary>
internal sealed class ShadowSnapshot(CallGraph graph, NeedsTable needs, NextCallTable next, LawTable laws)
{
    public static ShadowSnapshot Empty { get; } = new(CallGraph.Empty, NeedsTable.Empty, NextCallTable.Empty, LawTable.Empty);

    public CallGraph Graph { get; } = graph;

    public NeedsTable Needs { get; } = needs;

    public NextCallTable Next { get; } = next;

    public LawTable Laws { get; } = laws;
}
