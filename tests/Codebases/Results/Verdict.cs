namespace ShadowGen.Codebases.Results;

/// <summary>What is not as promised; nothing when all is.</summary>
internal sealed record Verdict(IReadOnlyList<string> Faults)
{
    /// <summary>The least share of call sites that must be shadowed.</summary>
    public const double LeastCoverage = 0.95;

    public int ExitCode => Faults.Count == 0 ? ExitCodes.Same : ExitCodes.Different;
}
