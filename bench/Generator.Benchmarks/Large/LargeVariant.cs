namespace ShadowGen.Generator.Benchmarks.Large;

/// <summary>What of ShadowGen a large program is built with.</summary>
/// <param name="Key">Its name in figures.</param>
/// <param name="Annotated">Which of the two sources.</param>
/// <param name="Options">Of the build.</param>
internal sealed record LargeVariant(string Key, bool Annotated, params IReadOnlyList<string> Options)
{
    /// <summary>The package is there and switched off, which is the build without it.</summary>
    public static LargeVariant Plain { get; } = new("plain", Annotated: false, "-p:ShadowGenEnabled=false");

    /// <summary>The package is there, and nothing is shadowed.</summary>
    public static LargeVariant Installed { get; } = new("installed", Annotated: false);

    /// <summary>One method in a hundred is marked.</summary>
    public static LargeVariant Annotated1Percent { get; } = new("annotated", Annotated: true);

    /// <summary>All methods above the size threshold.</summary>
    public static LargeVariant Everything { get; } = new("everything", Annotated: false, "-p:ShadowGenInclude=**");
}
