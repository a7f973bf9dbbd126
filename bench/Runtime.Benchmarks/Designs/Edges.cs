namespace ShadowGen.Benchmarks.Designs;

/// <summary>What the JIT sees of a generated file: constants at tier 1, not before.</summary>
internal static class Edges
{
    public static readonly bool On = Environment.GetEnvironmentVariable("SHADOWGEN") != "off";
    public static readonly int First = Environment.ProcessorCount > 0 ? 512 : 0;
}
