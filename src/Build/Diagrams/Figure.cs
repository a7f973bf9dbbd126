using System.Globalization;

namespace ShadowGen.Build.Diagrams;

/// <summary>Counts and times as a person reads them. Culture-invariant.</summary>
internal static class Figure
{
    private static readonly (double Nanoseconds, string Unit)[] Units = [(60e9, "min"), (1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1, "ns")];

    /// <summary>All digits up to a thousand, then two significant ones: a diff is of what changed by much.</summary>
    public static string Count(long count) => count < 1000
        ? count.ToString(CultureInfo.InvariantCulture)
        : long.Parse(Percent.Significant(count), CultureInfo.InvariantCulture).ToString("N0", CultureInfo.InvariantCulture);

    public static string Time(double nanoseconds)
    {
        var (size, unit) = Units.First(unit => nanoseconds >= unit.Nanoseconds || unit.Nanoseconds == 1);
        return Percent.Significant(nanoseconds / size) + " " + unit;
    }
}
