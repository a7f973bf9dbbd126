namespace ShadowGen.Tool;

/// <summary>What the user asked for cannot be done; the message says what is wrong, where, and what to do. Ends the tool with <see cref="ExitCode.Unusable"/>.</summary>
internal sealed class ToolException : Exception
{
    public ToolException(string message)
        : base(message)
    {
    }

    public ToolException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
