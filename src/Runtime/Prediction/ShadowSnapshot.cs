using ShadowGen.Arrivals;

namespace ShadowGen.Prediction;

/// <summary>Everything that readers see, of one moment. The engine publishes it by one reference swap; immutable, any thread.</summary>
internal sealed class ShadowSnapshot(CallGraph graph, NeedsTable needs, NextCallTable next)
{
    public static ShadowSnapshot Empty { get; } = new(CallGraph.Empty, NeedsTable.Empty, NextCallTable.Empty);

    public CallGraph Graph { get; } = graph;

    public NeedsTable Needs { get; } = needs;

    public NextCallTable Next { get; } = next;

    public ArrivalTable Arrivals { get; init; } = ArrivalTable.Empty;

    /// <summary>The same with newer arrivals; itself when they are its own.</summary>
    public ShadowSnapshot With(ArrivalTable arrivals) => ReferenceEquals(arrivals, Arrivals) ? this : new(Graph, Needs, Next) { Arrivals = arrivals };
}
