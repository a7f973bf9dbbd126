using System.Globalization;
using System.Numerics;

namespace ShadowGen.Shared.Model;

/// <summary>Whole numbers of a model file: counts are never negative, and what would be too large stays at the largest.</summary>
internal static class ModelMath
{
    /// <summary>The most that a count holds: sums of those in any order are the same.</summary>
    public const long MaxCount = long.MaxValue / 4;

    private const int MaxDigits = 60;

    public static long Add(long left, long right) => Math.Min(MaxCount, left + right);

    /// <summary>A share of a count, 0 to 1, rounded to the nearest.</summary>
    public static long Scale(long value, double share) => share >= 1 ? value : (long)Math.Round(value * share);

    /// <summary>Digits alone, up to <see cref="MaxCount"/>.</summary>
    public static bool TryNumber(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= MaxCount;

    /// <summary>Digits alone.</summary>
    public static bool TryBig(string text, out BigInteger value)
    {
        value = default;
        return text.Length <= MaxDigits && BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryId(string text, out ulong id) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id) && text.Length == 16 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    public static string IdText(ulong id) => id.ToString("x16", CultureInfo.InvariantCulture);
}
