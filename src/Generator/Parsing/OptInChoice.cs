namespace ShadowGen.Generator.Parsing;

/// <summary>What was decided about a method.</summary>
internal enum OptInChoice
{
    /// <summary>Nobody asked for it.</summary>
    None,

    /// <summary>Opted in by a type or a pattern, and left out again because it is smaller than a shim is worth.</summary>
    TooSmall,

    Shadowed,
}
