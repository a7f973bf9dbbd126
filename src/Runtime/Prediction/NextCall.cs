namespace ShadowGen;

/// <summary>A call that may come next.</summary>
/// <param name="Edge">Who would call whom; empty when <paramref name="IsReturn"/>.</param>
/// <param name="Probability">How likely it is to be the very next one, 0 to 1. What is missing to 1 over all answers is the chance of any other.</param>
/// <param name="IsReturn">No call: the running function returns without a further one. Only <see cref="Shadow.PredictStep"/> answers so.</param>
public readonly record struct NextCall(CallGraphEdge Edge, double Probability, bool IsReturn = false)
{
    /// <summary>The function that would be called.</summary>
    public CallGraphNode Callee => Edge.Callee;
}
