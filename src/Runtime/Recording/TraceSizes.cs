namespace ShadowGen.Recording;

/// <summary>
/// Sizes as recordings keep them: to a thirty-second of a doubling, so that no length or magnitude above some fifty is told as it was. A finer step than a model's, since laws are learned from a recording anew: in
/// steps of an eighth or a sixteenth, what is exactly linear is not seen to be (<c>laws.excess.recorded</c> 0.79 and 0.71 for 0.64 with exact sizes; 0.67 in these).
/// </summary>
internal static class TraceSizes
{
    /// <summary>Steps for each doubling.</summary>
    public const int Steps = 32;

    private const long Largest = 1L << 62;

    /// <summary>The whole number nearest to the middle of a size's step; of what is negative, that of its amount, negative.</summary>
    public static long Round(long size) => size switch
    {
        0 => 0,
        < 0 => size == long.MinValue ? -Middle(long.MaxValue) : -Middle(-size),
        _ => Middle(size),
    };

    // The largest step's middle is beyond what a number holds.
    private static long Middle(long size) => (long)Math.Min(Largest, Math.Round(Math.Pow(2, Math.Round(Math.Log2(size) * Steps) / Steps)));
}
