namespace ShadowGen.Benchmarks.Harness;

/// <summary>Takes the results of the measured code, so that the JIT cannot drop it.</summary>
internal static class Sink
{
    private static long s_value;

    public static void Take(long value) => Volatile.Write(ref s_value, value);
}
