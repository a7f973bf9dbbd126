using System.Globalization;

namespace ShadowGen.QuickStart.Report;

/// <summary>Figures for people: three digits and a unit, invariant culture.</summary>
internal static class Units
{
    public const string NotMeasured = "not measured";

    private static readonly string[] Times = ["ns", "µs", "ms", "s"];
    private static readonly string[] Sizes = ["B", "KB", "MB", "GB", "TB"];

    /// <param name="nanoseconds">NaN when unknown.</param>
    public static string Time(double nanoseconds) => Scaled(nanoseconds, 1000, Times);

    public static string Time(TimeSpan time) => Time(time.TotalNanoseconds);

    /// <param name="bytes">NaN when unknown. 1 KB is 1024 bytes.</param>
    public static string Size(double bytes) => Scaled(bytes, 1024, Sizes);

    public static string Of(ResourceKind kind, double value) => kind is ResourceKind.CpuTime or ResourceKind.ElapsedTime ? Time(value) : Size(value);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Files(int count) => count == 1 ? "1 file" : $"{Count(count)} files";

    /// <param name="share">0 to 1.</param>
    public static string Percent(double share) => double.IsFinite(share) ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%" : NotMeasured;

    /// <param name="probability">0 to 1.</param>
    public static string Probability(double probability) => probability.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Scaled(double value, double step, string[] units)
    {
        if (!double.IsFinite(value)) return NotMeasured;
        var unit = 0;
        for (; Math.Abs(value) >= step && unit < units.Length - 1; unit++) value /= step;
        var digits = Math.Abs(value) is >= 100 or 0 ? "0" : Math.Abs(value) >= 10 ? "0.#" : "0.##";
        return $"{value.ToString(digits, CultureInfo.InvariantCulture)} {units[unit]}";
    }
}
