namespace ShadowGen.Engine;

/// <summary>The background thread that turns counters and samples into the published call graph.</summary>
public static class ShadowExecutionEngine
{
    internal static void EnsureStarted()
    {
    }
}
