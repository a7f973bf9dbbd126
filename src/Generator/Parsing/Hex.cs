using System.Text;

namespace ShadowGen.Generator.Parsing;

/// <summary>Lower-case hexadecimal.</summary>
internal static class Hex
{
    public static string Of(byte[] bytes, int count = int.MaxValue)
    {
        var text = new StringBuilder();
        for (var i = 0; i < bytes.Length && i < count; i++)
            text.Append(bytes[i].ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
