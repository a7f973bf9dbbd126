namespace ShadowGen.Graph;

/// <summary>What a feature's values mean.</summary>
internal enum ArgumentKind
{
    /// <summary>A length, count or magnitude: costs may grow with it.</summary>
    Size,

    /// <summary>An enum or bool value: costs and next calls may differ by it, in no order.</summary>
    Code,
}

/// <summary>What the generator reads of an argument where it costs nothing: a length, a count, a number, a flag.</summary>
/// <param name="Name">As the source names it: <c>text.Length</c>.</param>
/// <param name="Kind">What its values mean.</param>
internal sealed record ArgumentFeature(string Name, ArgumentKind Kind);
