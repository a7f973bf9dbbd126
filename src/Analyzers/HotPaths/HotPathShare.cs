using System.Globalization;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>The setting of SHG1001, for a whole compilation: in .globalconfig only.</summary>
internal static class HotPathShare
{
    public const string Key = "shadowgen_hot_path_share";

    private const double Default = 5;
    private const double Off = 100;

    /// <summary>The smallest share of the time that is worth a warning, 0 to 1; null where none is. What cannot be read is the default, and rule SHG0004 says so.</summary>
    public static double? Of(AnalyzerConfigOptions global)
    {
        var percent = global.TryGetValue(Key, out var text) && TryParse(text, out var number) ? number : Default;
        return percent < Off ? percent / 100 : null;
    }

    public static bool TryParse(string text, out double percent) =>
        double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out percent) && percent <= Off;
}
