namespace ShadowGen;

/// <summary>A call that may come next.</summary>
/// <param name="Edge">Who would call whom.</param>
/// <param name="Probability">How likely it is to be the very next counted call, 0 to 1. What is missing to 1 over all answers is the chance of any other call.</param>
public readonly record struct NextCall(CallGraphEdge Edge, double Probability)
{
    /// <summary>The function that would be called.</summary>
    public CallGraphNode Callee => Edge.Callee;
}
