namespace ShadowGen.Generator.Emit;

/// <summary>Whether the JIT is asked to inline, in one place: every shim, which is faster so for each kind of result, and no sampled path.</summary>
internal static class Inlining
{
    public const string Always = "AggressiveInlining";
    public const string Never = "NoInlining";
}
