using ShadowGen.LogReport.Reports;

namespace ShadowGen.LogReport;

/// <summary>One request for a report.</summary>
internal sealed record ReportRequest(ReportKind Kind, int FirstDay, int Days, bool AsHtml);

/// <summary>Requests as people might make them: mostly for a day or a week, now and then for a month.</summary>
internal sealed class RequestMix(int seed, int days)
{
    private readonly Random _random = new(seed);

    public List<ReportRequest> Take(int count)
    {
        var requests = new List<ReportRequest>(count);
        while (requests.Count < count)
        {
            var length = _random.Next(20) switch { < 12 => 1, < 19 => 7, _ => 30 };
            var kind = (ReportKind)(_random.Next(10) switch { < 5 => 0, < 8 => 1, _ => 2 });
            requests.Add(new(kind, _random.Next(days - length + 1), length, _random.Next(3) > 0));
        }
        return requests;
    }
}
