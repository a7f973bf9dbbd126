using ShadowGen.LogReport.Reports;

namespace ShadowGen.LogReport;

/// <summary>Sends requests to the service, two at a time.</summary>
internal static class Clients
{
    private const int AtOnce = 2;

    /// <summary>Returns the bytes of all reports.</summary>
    public static async Task<long> AskAsync(ReportService service, List<ReportRequest> requests)
    {
        var bytes = 0L;
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (request, _) =>
        {
            var report = await service.MakeAsync(request.Kind, request.FirstDay, request.Days, request.AsHtml);
            Interlocked.Add(ref bytes, report.Length);
        });
        return bytes;
    }
}
