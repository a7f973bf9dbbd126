namespace ShadowGen.Adaptive.Benchmarks;

internal static class RealRun
{
    public static int Print(TextWriter output) => output.GetHashCode();
}
