using System.Globalization;

namespace ShadowGen.Tool.Output;

/// <summary>Figures for people: three digits and a unit, invariant culture; a dash for what is not known.</summary>
internal static class Units
{
    public const string Unknown = "-";

    private static readonly string[] Times = ["ns", "µs", "ms", "s"];
    private static readonly string[] Sizes = ["B", "KB", "MB", "GB", "TB"];

    /// <param name="nanoseconds">NaN when unknown.</param>
    public static string Time(double nanoseconds) => Scaled(nanoseconds, 1000, Times);

    /// <param name="bytes">NaN when unknown. 1 KB is 1024 bytes.</param>
    public static string Size(double bytes) => Scaled(bytes, 1024, Sizes);

    public static string Of(ResourceKind kind, double value) => kind is ResourceKind.CpuTime or ResourceKind.ElapsedTime ? Time(value) : Size(value);

    public static string Count(double count) => double.IsFinite(count) ? count.ToString("N0", CultureInfo.InvariantCulture) : Unknown;

    /// <param name="count">How many.</param>
    /// <param name="word">One of them.</param>
    public static string Plural(long count, string word) => $"{Count(count)} {word}{(count == 1 ? "" : "s")}";

    /// <param name="share">0 to 1.</param>
    public static string Percent(double share) => double.IsFinite(share) ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%" : Unknown;

    /// <summary>A change of a share, with its sign: <c>+12.0%</c>.</summary>
    public static string Change(double share) => double.IsFinite(share) ? (100 * share).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + "%" : Unknown;

    public static string Exponent(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Scaled(double value, double step, string[] units)
    {
        if (!double.IsFinite(value)) return Unknown;
        var unit = 0;
        for (; Math.Abs(value) >= step && unit < units.Length - 1; unit++) value /= step;
        var digits = Math.Abs(value) is >= 100 or 0 ? "0" : Math.Abs(value) >= 10 ? "0.#" : "0.##";
        return $"{value.ToString(digits, CultureInfo.InvariantCulture)} {units[unit]}";
    }
}
