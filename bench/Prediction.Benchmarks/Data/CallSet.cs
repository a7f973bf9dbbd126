using System.IO.Compression;

namespace ShadowGen.Prediction.Benchmarks.Data;

/// <summary>A recorded set of call sequences: a folder with <c>events.tsv.gz</c>, as <c>data/README.md</c> describes it.</summary>
/// <param name="Extra">Name of the seventh column (<c>alloc_bytes</c>, <c>cpu_us</c>), or null.</param>
/// <param name="HoldsOutTails">The last 20 % of each sequence are held out, instead of the last 20 % of the sequences.</param>
internal sealed record CallSet(string Name, string? Extra, CallSequence[] Sequences, int Operations, bool HoldsOutTails)
{
    public const string EventsFile = "events.tsv.gz";

    /// <summary>Share of a set that is scored.</summary>
    private const double HeldOut = 0.2;

    /// <summary>With fewer sequences than this, the tail of each is held out; so it is where a set's name says so.</summary>
    private const int FewSequences = 10;

    /// <summary>Sets with sequences so unlike each other (threads of a browser) that the tail of each is held out.</summary>
    private static readonly string[] TailSets = ["chrome-traces"];

    /// <summary>Names of the operations, and what their arguments are.</summary>
    public OperationTable Table { get; init; } = new();

    public long Events => Sequences.Sum(s => (long)s.Events.Length);

    /// <summary>The sets in a folder: its subfolders with an events file, or itself.</summary>
    /// <exception cref="InvalidDataException">There is none, or one is not in the format.</exception>
    public static IEnumerable<CallSet> ReadAll(string folder)
    {
        if (!Directory.Exists(folder)) throw new InvalidDataException($"there is no folder '{folder}'");
        var folders = File.Exists(Path.Combine(folder, EventsFile))
            ? [folder]
            : Directory.GetDirectories(folder).Where(d => File.Exists(Path.Combine(d, EventsFile))).Order(StringComparer.Ordinal).ToArray();
        if (folders.Length == 0) throw new InvalidDataException($"neither '{folder}' nor a folder in it has a file {EventsFile}");
        foreach (var one in folders) yield return Read(one);
    }

    /// <exception cref="InvalidDataException">The events are not in the format; the message names file, line and what was wrong.</exception>
    public static CallSet Read(string folder)
    {
        var path = Path.Combine(folder, EventsFile);
        using var stream = File.OpenRead(path);
        using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress));
        var columns = new EventColumns(path, reader.ReadLine());
        var sequences = new List<List<CallEvent>>();
        string? current = null;
        var operations = 0;
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            var fields = text.Split('\t');
            if (fields.Length < columns.Count) throw Wrong(path, line, $"{fields.Length} fields of {columns.Count}");
            if (fields[0] != current)
            {
                current = fields[0];
                sequences.Add([]);
            }
            var events = sequences[^1];
            var call = columns.Parse(fields) ?? throw Wrong(path, line, $"'{text}' has a field that is no number");
            if (call.Parent < -1 || call.Parent >= events.Count) throw Wrong(path, line, $"the caller {call.Parent} does not come before the call");
            if (call.Operation < 0) throw Wrong(path, line, $"operation {call.Operation} is negative");
            operations = Math.Max(operations, call.Operation + 1);
            events.Add(call);
        }

        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        var tails = sequences.Count < FewSequences || TailSets.Contains(name);
        var train = sequences.Count - (int)Math.Round(HeldOut * sequences.Count);
        return new(
            name,
            columns.Extra,
            [.. sequences.Select((s, i) => new CallSequence([.. s], tails ? s.Count - (int)Math.Round(HeldOut * s.Count) : i < train ? s.Count : 0))],
            operations,
            tails)
        {
            Table = OperationTable.Read(folder),
        };
    }

    private static InvalidDataException Wrong(string path, int line, string what) => new($"{path}:{line}: {what}");
}
