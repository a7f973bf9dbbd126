using System.Numerics;

namespace ShadowGen.Branches;

/// <summary>What of an argument decides a branch: a code as it is, of a size only its order of magnitude. So empty is apart from not empty, and no value of a size is kept.</summary>
internal static class BranchKey
{
    /// <summary>Argument features of one function at most.</summary>
    public const int MostFeatures = 4;

    /// <summary>Sizes of 2^14 and more are alike.</summary>
    private const int LargestSize = 15;

    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    /// <summary>The key of one feature: of a size 0 for none, else one more than the whole part of its binary logarithm.</summary>
    public static long Of(long value, bool isCode) =>
        isCode ? value : value == 0 ? 0 : Math.Min(LargestSize, 1 + BitOperations.Log2(value < 0 ? ~(ulong)value : (ulong)value));

    /// <summary>One key of all features together.</summary>
    /// <param name="arguments">A value for each feature.</param>
    /// <param name="codes">Bit n: feature n is a code, and no size.</param>
    public static long Of(ReadOnlySpan<long> arguments, int codes)
    {
        var key = 0ul;
        for (var i = 0; i < arguments.Length; i++) key = BitOperations.RotateLeft((key ^ (ulong)Of(arguments[i], (codes >> i & 1) != 0)) * Golden, 29);
        return (long)key;
    }
}
