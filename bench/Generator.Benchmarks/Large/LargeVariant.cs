namespace ShadowGen.Generator.Benchmarks.Large;

/// <summary>What of ShadowGen a large program is built with.</summary>
/// <param name="Key">Its name in figures.</param>
/// <param name="MethodsForOneMark">One method in so many is marked; 0 for none.</param>
/// <param name="Options">Of the build.</param>
internal sealed record LargeVariant(string Key, int MethodsForOneMark, params IReadOnlyList<string> Options)
{
    /// <summary>The package is there and switched off, which is the build without it.</summary>
    public static LargeVariant Plain { get; } = new("plain", MethodsForOneMark: 0, "-p:ShadowGenEnabled=false");

    /// <summary>The package is there, and nothing is shadowed.</summary>
    public static LargeVariant Installed { get; } = new("installed", MethodsForOneMark: 0);

    /// <summary>One method in a thousand is marked: the hot ones of an application.</summary>
    public static LargeVariant Few { get; } = new("few", MethodsForOneMark: 1000);

    /// <summary>One method in a hundred is marked.</summary>
    public static LargeVariant Annotated { get; } = new("annotated", RealSources.MethodsForOneMark);

    /// <summary>All methods above the size threshold.</summary>
    public static LargeVariant Everything { get; } = new("everything", MethodsForOneMark: 0, "-p:ShadowGenInclude=**");
}
