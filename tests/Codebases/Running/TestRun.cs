using ShadowGen.Codebases.Results;

namespace ShadowGen.Codebases.Running;

/// <summary>One run of one test project, or of the command that stands for the tests.</summary>
internal sealed record TestRun(string Name, CommandResult Command, TestResults Results)
{
    /// <summary>How it ended as a whole, as far as two runs must agree on it.</summary>
    public string Ending => Command.TimedOut ? "timed out" : $"exit code {Command.ExitCode}";
}
