using System.Globalization;
using System.Numerics;

namespace ShadowGen.Graph;

/// <summary>
/// What a method's code is like, whatever its names are: the <see cref="Bits"/>-bit minwise hashes of its runs of tokens (Li and König, "b-Bit Minwise Hashing", WWW 2010), and its length. The generator
/// computes it; here it is compared. Immutable.
/// </summary>
/// <param name="High">The first 16 hashes, the first one in the highest bits.</param>
/// <param name="Low">The other 16.</param>
/// <param name="Tokens">Length of the code, at least 0. Code without a token has a fingerprint as well.</param>
internal readonly record struct MethodFingerprint(ulong High, ulong Low, int Tokens)
{
    public const int Hashes = 32;

    public const int Bits = 4;

    /// <summary>Hex digits of the hashes.</summary>
    public const int Digits = Hashes * Bits / 4;

    private const ulong OneOfFour = 0x1111_1111_1111_1111;

    // Of two different runs so many have equal bits.
    private const double ByChance = 1.0 / (1 << Bits);

    /// <summary>
    /// Estimates the Jaccard similarity of the two methods' bags of runs, 0 to 1: with the share of equal hashes E and that by chance C, it is (E - C) / (1 - C) (theorem 1 of the paper, for
    /// bags that are small against all possible runs). Standard deviation at most 0.094, at 0.7 it is 0.085; 1 for equal code.
    /// </summary>
    public double Similarity(in MethodFingerprint other)
    {
        var equal = (double)EqualHashes(other) / Hashes;
        return Math.Max(0, (equal - ByChance) / (1 - ByChance));
    }

    /// <summary>Hashes that the two have in common, 0 to <see cref="Hashes"/>.</summary>
    public int EqualHashes(in MethodFingerprint other) => Hashes - BitOperations.PopCount(Differences(High ^ other.High)) - BitOperations.PopCount(Differences(Low ^ other.Low));

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out MethodFingerprint print)
    {
        print = default;
        if (text.Length < Digits + 2 || text[Digits] != (byte)' ') return false;
        if (!TryHex(text[..16], out var high) || !TryHex(text[16..Digits], out var low)) return false;
        if (!int.TryParse(text[(Digits + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var tokens)) return false;
        print = new(high, low, tokens);
        return true;
    }

    /// <summary>32 lower-case hex digits, a space, and the number of tokens.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16} {Tokens}");

    // One bit for each hash that differs.
    private static ulong Differences(ulong x)
    {
        x |= x >> 1;
        x |= x >> 2;
        return x & OneOfFour;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, out ulong value) => ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
