namespace ShadowGen.Generator.Benchmarks.Builds;

/// <summary>How a project is built.</summary>
internal enum BuildVariant
{
    /// <summary>Without ShadowGen.</summary>
    Plain,

    /// <summary>With every method shadowed, whatever its size.</summary>
    Shadowed,
}
