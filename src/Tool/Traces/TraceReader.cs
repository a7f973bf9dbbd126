using System.Globalization;
using System.IO.Compression;
using ShadowGen.Recording;
using ShadowGen.Sequences;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Traces;

/// <summary>Reads the folder that a recording wrote. Any bytes are safe: what is wrong is said with file and line.</summary>
internal sealed class TraceReader
{
    private const int MaxOperations = Outcome.MaxOperations, MaxCalls = 100_000_000, MaxArguments = 4;
    private static readonly string[] Leading = ["seq", "idx", "parentIdx", "op", "start_us", "dur_us"];

    private readonly string _file;
    private readonly int _fields, _allocated, _cpu;
    private readonly int[] _arguments;

    private TraceReader(string file, string? header)
    {
        _file = file;
        var names = (header ?? "").Split('\t');
        if (!names.AsSpan().StartsWith(Leading)) throw Wrong(1, $"the header must begin with {string.Join(' ', Leading)}");
        _fields = names.Length;
        _allocated = Array.IndexOf(names, "alloc_bytes");
        _cpu = Array.IndexOf(names, "cpu_us");
        _arguments = [.. Enumerable.Range(0, MaxArguments).Select(i => Array.IndexOf(names, $"arg{i}")).TakeWhile(at => at >= 0)];
    }

    /// <exception cref="ToolException">It is no recording, or a damaged one.</exception>
    public static Trace Read(Screen screen, string folder)
    {
        var full = screen.PathOf(folder);
        var events = Path.Combine(full, TraceFolder.EventsFile);
        if (!File.Exists(events)) throw new ToolException($"'{folder}' is no recorded trace: it has no {TraceFolder.EventsFile}. Shadow.RecordTrace or 'dotnet shadowgen record' writes one.");
        var name = Path.Combine(folder, TraceFolder.EventsFile);
        try
        {
            using var text = new StreamReader(new GZipStream(File.OpenRead(events), CompressionMode.Decompress));
            return new(ReadOperations(folder, Path.Combine(full, TraceFolder.OperationsFile)), new TraceReader(name, text.ReadLine()).ReadCalls(text));
        }
        catch (InvalidDataException exception)
        {
            throw new ToolException($"{name}: it is damaged: {exception.Message}", exception);
        }
    }

    private List<TraceCall[]> ReadCalls(StreamReader text)
    {
        var sequences = new List<TraceCall[]>();
        var calls = new List<TraceCall>();
        string? current = null;
        for (var line = 2; text.ReadLine() is { } row; line++)
        {
            if (line > MaxCalls) throw Wrong(line, $"there are more than {MaxCalls} calls");
            var fields = row.Split('\t');
            if (fields.Length < _fields) throw Wrong(line, $"{fields.Length} fields of {_fields}");
            if (fields[0] != current)
            {
                if (calls.Count > 0) sequences.Add([.. calls]);
                calls.Clear();
                current = fields[0];
            }
            calls.Add(ParseCall(fields, line, calls.Count));
        }
        if (calls.Count > 0) sequences.Add([.. calls]);
        return sequences;
    }

    private TraceCall ParseCall(string[] fields, int line, int index)
    {
        if (!int.TryParse(fields[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parent) || parent < -1 || parent >= index) throw Wrong(line, $"the caller '{fields[2]}' does not come before the call");
        if (!int.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var operation) || operation >= MaxOperations) throw Wrong(line, $"the operation '{fields[3]}' is no number below {MaxOperations}");
        var arguments = _arguments.TakeWhile(at => fields[at].Length > 0).Select(at => long.TryParse(fields[at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong(line, $"'{fields[at]}' is no number")).ToArray();
        return new(parent, operation, Number(fields, 4, line), Number(fields, 5, line), Optional(fields, _allocated, line), Optional(fields, _cpu, line), arguments);
    }

    private double Optional(string[] fields, int at, int line) => at < 0 || fields[at].Length == 0 ? double.NaN : Number(fields, at, line);

    private double Number(string[] fields, int at, int line) =>
        double.TryParse(fields[at], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : throw Wrong(line, $"'{fields[at]}' is no number");

    private static List<TraceOperation> ReadOperations(string folder, string full)
    {
        var operations = new List<TraceOperation>();
        if (!File.Exists(full)) return operations;
        foreach (var (index, line) in File.ReadLines(full).Index())
        {
            var fields = line.Split('\t');
            if (fields.Length < 3 || !int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= MaxOperations)
                throw new ToolException($"{Path.Combine(folder, TraceFolder.OperationsFile)}({index + 1}): the line must have a number below {MaxOperations}, a count and a name.");
            while (operations.Count <= number) operations.Add(new("", []));
            operations[number] = new(fields[2], fields.Length > 3 && fields[3].Length > 0 ? Array.ConvertAll(fields[3].Split(','), feature => feature.Length > 2 ? feature[2..] : feature) : []);
        }
        return operations;
    }

    private ToolException Wrong(int line, string what) => new($"{_file}({line}): {what}.");
}
