using System.Globalization;

namespace ShadowGen.Generator.Benchmarks.Builds;

/// <summary>CPU time of the processes that this one started and waited for, and of those that they did: of a build without servers, all of it.</summary>
internal static class EndedProcesses
{
    // USER_HZ, which Linux tells programs whatever its own clock does.
    private const double TicksOfSecond = 100;

    // proc(5): cutime and cstime are the 16th and 17th field, the name in brackets the second.
    private const int FieldsBehindName = 2, UserTime = 16, SystemTime = 17;

    private const string Own = "/proc/self/stat";

    /// <summary>Seconds so far; NaN outside of Linux.</summary>
    public static double Seconds()
    {
        if (!File.Exists(Own))
            return double.NaN;
        var text = File.ReadAllText(Own);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (Ticks(UserTime) + Ticks(SystemTime)) / TicksOfSecond;

        double Ticks(int field) => long.Parse(fields[field - FieldsBehindName - 1], CultureInfo.InvariantCulture);
    }
}
