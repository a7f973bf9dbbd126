namespace ShadowGen.Codebases.Sources;

/// <summary>One of the copies that are built and compared.</summary>
/// <param name="Name">Folder name, and the word in the report.</param>
/// <param name="IsShadowed">False for the copy that everything is compared with.</param>
/// <param name="MinimumSize">Size threshold below which methods are left out; null for the package's default.</param>
/// <param name="IsTraced">Built to be woven: the recorder is among its references.</param>
internal sealed record Variant(string Name, bool IsShadowed, int? MinimumSize, bool IsTraced = false)
{
    public static Variant Plain { get; } = new("plain", false, null);

    /// <summary>As a user has it.</summary>
    public static Variant Shadowed(int? minimumSize) => new("shadowed", true, minimumSize);

    /// <summary>Without any threshold: the smallest method too.</summary>
    public static Variant All { get; } = new("shadowed-all", true, 0);

    public static Variant Traced { get; } = new("traced", true, 0, IsTraced: true);
}
