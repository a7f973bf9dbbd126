using System.Globalization;

namespace ShadowGen.Build.Diagrams;

/// <summary>Characters that are not seen but change what is: controls, and those that turn the direction of the text around them.</summary>
internal static class Hidden
{
    public static bool Is(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
