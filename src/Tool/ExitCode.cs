namespace ShadowGen.Tool;

/// <summary>What the tool ends with (docs/tool.md).</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>A condition that the user set does not hold.</summary>
    public const int GateFailed = 1;

    /// <summary>The command line is wrong, or something that it names cannot be read, written or reached.</summary>
    public const int Unusable = 2;
}
