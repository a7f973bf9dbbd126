namespace ShadowGen.Counters;

/// <summary>Randomised distances between samples.</summary>
internal static class Gap
{
    /// <summary>
    /// Draws how many calls pass unsampled before the next sample, geometrically distributed so that each call is sampled with probability 1/<paramref name="interval"/>
    /// whatever the calls before it were (no beat with the program's own periods).
    /// </summary>
    /// <param name="random">State of an xorshift64* generator (Vigna 2016); never 0.</param>
    /// <param name="interval">Mean distance in calls; at least 1.</param>
    public static int Draw(ref ulong random, int interval)
    {
        if (interval <= 1)
            return 0;
        var uniform = ((Next(ref random) >> 11) + 1) * (1.0 / (1UL << 53)); // (0, 1]
        var gap = Math.Log(uniform) / Math.Log(1.0 - (1.0 / interval));
        return gap < int.MaxValue - 1 ? (int)gap : int.MaxValue - 1;
    }

    public static ulong Next(ref ulong random)
    {
        random ^= random >> 12;
        random ^= random << 25;
        random ^= random >> 27;
        return random * 0x2545_F491_4F6C_DD1DUL;
    }
}
