namespace ShadowGen.Codebases;

/// <summary>What the process ends with.</summary>
internal static class ExitCodes
{
    /// <summary>Built, same results, coverage reached, and counts equal when they were traced.</summary>
    public const int Same = 0;

    /// <summary>ShadowGen's fault: a build, a result, a count or the coverage differs from what is promised.</summary>
    public const int Different = 1;

    /// <summary>The command line cannot be understood.</summary>
    public const int Usage = 2;

    /// <summary>Nothing can be said: the codebase does not build, or has no tests, without ShadowGen.</summary>
    public const int NoBaseline = 3;
}
