namespace ShadowGen.Generator.Parsing;

/// <summary>Lower-case hexadecimal.</summary>
internal static class Hex
{
    private const string Digits = "0123456789abcdef";

    public static string Of(byte[] bytes, int count = int.MaxValue)
    {
        var digits = new char[Math.Min(bytes.Length, count) * 2];
        for (var i = 0; i < digits.Length; i++)
            digits[i] = Digits[(i % 2 == 0 ? bytes[i / 2] >> 4 : bytes[i / 2]) & 15];
        return new string(digits);
    }
}
