namespace ShadowGen;

/// <summary>A model cannot be read: the text is damaged, or is no model.</summary>
public sealed class ShadowModelException : Exception
{
    /// <param name="message">What is wrong, where, and what to do.</param>
    public ShadowModelException(string message)
        : base(message)
    {
    }

    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">What it came from.</param>
    public ShadowModelException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Says nothing.</summary>
    public ShadowModelException()
    {
    }

    internal ShadowModelException(string? path, int line, string fault)
        : base($"{path ?? "the model"}({line}): {fault}") => Line = line;

    /// <summary>The line at fault, from 1 on; 0 when it is not one line.</summary>
    public int Line { get; }
}
