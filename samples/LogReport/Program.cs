using System.Globalization;
using ShadowGen;
using ShadowGen.LogReport;
using ShadowGen.LogReport.Reports;
using ShadowGen.LogReport.Store;

// All that this program does to be shadowed.
[assembly: ShadowNamespace("ShadowGen.LogReport.Reports.**")]
[assembly: ShadowNamespace("ShadowGen.LogReport.Store.**")]

const string Usage = """
    Answers requests for reports over the logs of a made-up service.

    usage: dotnet run -c Release --project samples/LogReport [-- [--requests N] [--record DIR]]

      --requests N  reports to make, 1 to 1000000; 4000 unless given
      --record DIR  record the calls of the second half, to a folder in DIR
    """;
const string Trace = "logreport";
const int MaximumCalls = 20_000;

var requests = 4_000;
string? recordTo = null;
for (var i = 0; i < args.Length; i += 2)
{
    switch (args[i..])
    {
        case ["--requests", var text, ..] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out requests) && requests is > 0 and <= 1_000_000:
            break;
        case ["--record", { Length: > 0 } folder, ..]:
            recordTo = folder;
            break;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}

using var logs = LogFolder.Create(seed: 7);
var service = new ReportService(logs);
var mix = new RequestMix(seed: 11, LogFolder.Days);
var half = requests / 2;
var bytes = await Clients.AskAsync(service, mix.Take(half));
// The first half is what the just-in-time compiler needs to be done.
using (var recording = recordTo is null ? null : Shadow.RecordTrace(Path.Combine(recordTo, Trace), new() { MaxEvents = MaximumCalls }))
{
    bytes += await Clients.AskAsync(service, mix.Take(requests - half));
    recording?.Stop();
    if (recording is not null) Console.WriteLine(recording.Problem ?? string.Create(CultureInfo.InvariantCulture, $"{recording.Events} calls recorded to {recording.Folder}"));
}

Shadow.Flush();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{requests} reports, {bytes} bytes"));
foreach (var node in Shadow.CallGraph.Nodes)
{
    foreach (var kind in (ResourceKind[])[ResourceKind.CpuTime, ResourceKind.AllocatedBytes])
    {
        if (node.Growth(kind) is { IsKnown: true } growth) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{node.Name}: {kind} {growth}"));
    }
}

foreach (var node in Shadow.CallGraph.Nodes.Where(static node => node.Calls > 0).OrderByDescending(static node => node.Calls))
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{node.Calls,10}  {node.Name}"));
return 0;
