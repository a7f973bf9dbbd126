namespace ShadowGen.Branches;

/// <summary>How often one run of a function has called another.</summary>
/// <param name="Callee">Which function; the caller's own numbering.</param>
/// <param name="Calls">1 or more.</param>
internal readonly record struct CalleeRun(int Callee, int Calls);
