namespace ShadowGen;

/// <summary>A function that a call is expected to call itself.</summary>
/// <param name="Callee">That it is called, and by whom.</param>
/// <param name="Probability">That it is called at least once, 0 to 1.</param>
/// <param name="Calls">How often it is expected to be called; may be above 1, for loops.</param>
public readonly record struct ExpectedCallee(CallGraphEdge Callee, double Probability, double Calls);
