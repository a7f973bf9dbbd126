using System.Globalization;
using System.Text;
using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Recording;

/// <summary>The files of a recording: <c>events.tsv.gz</c>, <c>ops.tsv</c> and, unless there is one, <c>README.md</c>.</summary>
internal static class TraceFolder
{
    public const string EventsFile = "events.tsv.gz";
    public const string OperationsFile = "ops.tsv";
    public const string ReadmeFile = "README.md";

    /// <summary>The file that records wait in while the recording is under way.</summary>
    public const string SpillFile = "recording.tmp";

    private const string NotKnown = "(unknown)";

    /// <summary>Writes all files. Those of an earlier recording stay until the new ones are complete.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string folder, TraceSpill spill, TraceRows rows, GraphStructure names, Func<TraceSummary> summary)
    {
        var events = Path.Combine(folder, EventsFile);
        using (var file = File.Create(events + ".tmp"))
            rows.WriteTo(file);
        var operations = Path.Combine(folder, OperationsFile);
        File.WriteAllText(operations + ".tmp", Operations(spill, rows, names));
        File.Move(events + ".tmp", events, overwrite: true);
        File.Move(operations + ".tmp", operations, overwrite: true);
        var readme = Path.Combine(folder, ReadmeFile);
        if (!File.Exists(readme))
            File.WriteAllText(readme, Readme(rows, summary()));
    }

    private static string Operations(TraceSpill spill, TraceRows rows, GraphStructure names)
    {
        var text = new StringBuilder();
        for (var operation = 0; operation < spill.Operations.Count; operation++)
        {
            if (rows.Counts[operation] == 0)
                continue;
            var (name, features) = Describe(spill.Operations[operation], names);
            text.Append(CultureInfo.InvariantCulture, $"{operation}\t{rows.Counts[operation]}\t{name.Replace('\t', ' ')}\t{features}\n");
        }

        return text.ToString();
    }

    private static (string Name, string Features) Describe(ulong callee, GraphStructure names)
    {
        if (callee == SlotCallees.NotKnown)
            return (NotKnown, "");
        if (!names.ById.TryGetValue(callee, out var index))
            return (new FunctionId(callee).ToString(), "");
        var function = names.Functions[index];
        return (function.Name, string.Join(',', function.Features.Select(f => $"{(f.Kind == ArgumentKind.Size ? 's' : 'c')}:{f.Name}")));
    }

    private static string Readme(TraceRows rows, TraceSummary summary)
    {
        var text = new StringBuilder();
        text.Append(string.Create(CultureInfo.InvariantCulture, $"""
            # A recorded trace

            | | |
            |---|---|
            | what | (say what ran, and how to run it again) |
            | licence | (say under which licence this may be used) |
            | recorded | {summary.StartedAt:yyyy-MM-dd}, for {summary.Duration.TotalSeconds:f1} s, by ShadowGen |
            | calls | {rows.Events} in {rows.Sequences} sequences |

            A row of `events.tsv.gz` is a call that began in that time, in the order of beginnings within its sequence: a flow, or what one thread did outside of flows. `parentIdx` is the
            row of the caller in the sequence, -1 where there is none. Times are microseconds since the recording began (`start_us`) or inclusive of all that was called (`dur_us`, `cpu_us`).
            `arg0` to `arg3` are the argument features that `ops.tsv` names: lengths, counts and magnitudes to a thirty-second of a doubling (`s:`), flags and enum values (`c:`). Names and such numbers are all that is here.

            """).ReplaceLineEndings("\n"));
        if (rows.Unended > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n{rows.Unended} calls had not ended: their time is that up to the end of the recording.\n");
        if (summary.IsFull)
            text.Append(CultureInfo.InvariantCulture, $"\nThe recording ended when it had {rows.Events} calls, which is as many as it was allowed.\n");
        if (summary.Missed > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n{summary.Missed} calls are missing: where calls came faster than they could be written, their sequence ends; below 1,024 levels they are left out.\n");
        return text.ToString();
    }
}

/// <summary>What is to be said of a recording.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="IsFull">It took in all that it might.</param>
/// <param name="Missed">Calls that are not in it.</param>
internal readonly record struct TraceSummary(DateTimeOffset StartedAt, TimeSpan Duration, bool IsFull, long Missed);
