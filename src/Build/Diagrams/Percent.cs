using System.Globalization;

namespace ShadowGen.Build.Diagrams;

/// <summary>Probabilities as a person reads them: two significant digits.</summary>
internal static class Percent
{
    public static string Of(double share) => share >= 0.995 ? "100%" : share < 0.00005 ? "0%" : Significant(share * 100) + "%";

    /// <summary>Two significant digits and no exponent; culture-invariant, so that equal graphs give equal bytes.</summary>
    public static string Significant(double value)
    {
        if (value == 0 || double.IsNaN(value) || double.IsInfinity(value))
            return "0";
        var digits = Math.Max(0, 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
        if (digits > 12)
            return "0";
        // 9.96 has digits for two places and rounds to 10.0.
        var text = value >= 100
            ? (Math.Round(value / Scale(value)) * Scale(value)).ToString("0", CultureInfo.InvariantCulture)
            : value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.IndexOf('.') < 0 ? text : text.TrimEnd('0').TrimEnd('.');
    }

    private static double Scale(double value) => Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
}
