using System.Text;
using ShadowGen.LogReport.Store;

namespace ShadowGen.LogReport.Reports;

/// <summary>Makes reports from logs; days that were read lately are kept.</summary>
internal sealed class ReportService(LogFolder logs)
{
    /// <summary>A report beyond this many characters is handed over compressed.</summary>
    private const int Large = 20_000;

    private const int KeptDays = 12;

    private readonly Lock _sync = new();
    private readonly Dictionary<int, List<LogEntry>> _kept = [];
    private readonly Queue<int> _order = new();

    public async Task<byte[]> MakeAsync(ReportKind kind, int firstDay, int days, bool asHtml)
    {
        var entries = new List<LogEntry>();
        for (var day = firstDay; day < firstDay + days; day++) entries.AddRange(await EntriesAsync(day));
        var rows = kind switch
        {
            ReportKind.Traffic => Tables.ByEndpoint(entries),
            ReportKind.Latency => Tables.Latencies(entries),
            _ => Tables.Problems(Tables.OfLevel(entries, LogLevel.Error)),
        };
        var text = asHtml ? ReportWriter.Html(rows) : ReportWriter.Csv(rows);
        var bytes = Encoding.UTF8.GetBytes(text);
        return text.Length > Large ? LogArchive.Compress(bytes) : bytes;
    }

    private async Task<List<LogEntry>> EntriesAsync(int day)
    {
        lock (_sync)
        {
            if (_kept.TryGetValue(day, out var kept)) return kept;
        }
        var entries = LogParser.Parse(await logs.ReadAsync(day));
        Keep(day, entries);
        return entries;
    }

    private void Keep(int day, List<LogEntry> entries)
    {
        lock (_sync)
        {
            if (!_kept.TryAdd(day, entries)) return;
            _order.Enqueue(day);
            if (_order.Count > KeptDays) _kept.Remove(_order.Dequeue());
        }
    }
}
