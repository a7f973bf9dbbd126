using System.Globalization;

namespace ShadowGen.LogReport.Store;

/// <summary>Reads what a log says.</summary>
internal static class LogParser
{
    public static List<LogEntry> Parse(string text)
    {
        var entries = new List<LogEntry>();
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            var space = line.IndexOf(' ');
            if (space < 0) continue;
            var last = line.LastIndexOf(' ');
            entries.Add(new(Enum.Parse<LogLevel>(line[..space]), line[(space + 1)..last].ToString(), double.Parse(line[(last + 1)..], CultureInfo.InvariantCulture)));
        }
        return entries;
    }
}
