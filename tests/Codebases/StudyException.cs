namespace ShadowGen.Codebases;

/// <summary>Ends the run with a message for the person who started it: what was wrong, where, and what to do.</summary>
internal sealed class StudyException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
