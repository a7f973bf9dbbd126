using System.Globalization;
using System.Text;

namespace ShadowGen.Shared.Model;

/// <summary>Reads a model file, version 1 (docs/model-file.md). Any text is safe: what is wrong is said with its line, and memory is bounded by the size of the text.</summary>
internal sealed class ModelReader
{
    private readonly Dictionary<ulong, ModelMethod> _methods = [];
    private readonly Dictionary<string, ulong> _refs = new(StringComparer.Ordinal) { [ModelText.Outside] = 0 };
    private readonly List<ModelSource> _sources = [];
    private readonly HashSet<ulong> _sourceIds = [];
    private string _assembly = "";
    private string _prefix = "";
    private ModelSource? _source;

    private ModelReader()
    {
    }

    /// <exception cref="ModelFormatException">It is no model file, or a damaged one.</exception>
    public static ModelFile Read(string text)
    {
        if (text.Length > ModelText.MaxBytes) throw new ModelFormatException(1, $"the file has more than {ModelText.MaxBytes >> 20} MB");
        return new ModelReader().ReadAll(text);
    }

    private ModelFile ReadAll(string text)
    {
        var line = 0;
        var at = 0;
        var body = new StringBuilder(text.Length);
        while (at < text.Length)
        {
            line++;
            var end = text.IndexOf('\n', at);
            if ((end < 0 ? text.Length : end) - at > ModelText.MaxLine) throw new ModelFormatException(line, $"has more than {ModelText.MaxLine} characters");
            var content = text.Substring(at, (end < 0 ? text.Length : end) - at).TrimEnd('\r');
            at = end < 0 ? text.Length : end + 1;
            if (line == 1) CheckHeader(content = content.TrimStart('\uFEFF'));
            else if (content.StartsWith("end ", StringComparison.Ordinal))
            {
                CheckEnd(content, line, body.ToString(), text, at);
                return new(_methods.Values, _sources);
            }
            else if (ReadLine(content) is { } fault) throw new ModelFormatException(line, fault);
            body.Append(content).Append('\n');
        }
        throw new ModelFormatException(Math.Max(1, line), line == 0 ? "the file is empty" : "the file ends here, without its 'end' line: it was cut off");
    }

    private static void CheckHeader(string content)
    {
        if (content == ModelText.Header) return;
        throw new ModelFormatException(1, content.StartsWith(ModelText.HeaderOfAny, StringComparison.Ordinal)
            ? $"the file is of another version than 1 ('{Shown(content)}'): use a ShadowGen that is at least as new as the one that wrote it"
            : $"not a model file: the first line must be '{ModelText.Header}', and is '{Shown(content)}'");
    }

    private static void CheckEnd(string content, int line, string body, string text, int at)
    {
        var said = content.Substring(4);
        var found = ModelText.Checksum(body);
        if (said != found) throw new ModelFormatException(line, $"the checksum is {Shown(said)}, but that of the lines above is {found}: the file was changed by hand or damaged");
        if (at < text.Length) throw new ModelFormatException(line + 1, "there are lines after the 'end' line");
    }

    private string? ReadLine(string content)
    {
        var fields = new ModelFields(content);
        var kind = fields.Next();
        switch (kind)
        {
            case "assembly":
                _assembly = ModelText.Unescape(fields.Rest());
                return null;
            case "in":
                _prefix = ModelText.Unescape(fields.Rest());
                return null;
            case "method":
                return ReadMethod(ref fields);
            case "source":
            case "fold":
                return ReadSource(ref fields, kind == "fold");
        }
        if (kind.StartsWith("<<<<<<<", StringComparison.Ordinal) || kind.StartsWith(">>>>>>>", StringComparison.Ordinal) || kind.StartsWith("=======", StringComparison.Ordinal))
            return "the file has a version control conflict: take both sides with 'dotnet shadowgen merge ours.shadow theirs.shadow -o app.shadow'";
        if (_source is null) return $"'{Shown(kind)}' is not known here, before any 'source' or 'fold' line";
        return kind switch
        {
            "of" => ReadMembers(ref fields, _source),
            "edge" => ReadEdge(ref fields, _source),
            "cost" => ReadCost(ref fields, _source),
            "law" => ReadLaw(ref fields, _source),
            "arrive" => ReadArrivals(ref fields, _source),
            "start" or "window" => ReadWindow(ref fields, _source, kind == "start"),
            _ => $"'{Shown(kind)}' is not a kind of line",
        };
    }

    private string? ReadMethod(ref ModelFields fields)
    {
        if (_source is not null) return "a 'method' line must stand before all 'source' and 'fold' lines";
        var text = fields.Next();
        if (!ModelMath.TryId(text, out var id) || id == 0) return $"a method's id is 16 lower-case hex digits, not '{Shown(text)}'";
        var (flags, print, features) = (OrEmpty(fields.Next()), OrEmpty(fields.Next()), OrEmpty(fields.Next()));
        if (!ModelMath.TryNumber(fields.Next(), out var since) || since > MaxDay) return "the time of a method's description is missing or is no number";
        if (flags.Any(c => c is < 'a' or > 'z')) return $"a method's flags are lower-case letters or '-', not '{Shown(flags)}'";
        var name = ModelText.Unescape(fields.Rest());
        if (name.Length == 0) return "the method's name is missing";
        if (name[0] == ModelText.Continued) name = _prefix + name.Substring(1);
        if (_methods.ContainsKey(id)) return $"method {text} is there already";
        _methods.Add(id, new(id, _assembly, name, flags, print, features, since));
        _refs[text] = id;
        var shortened = text.Substring(0, ModelText.ShortRef);
        // Where two begin alike, their full ids alone say which one is meant.
        _refs[shortened] = _refs.ContainsKey(shortened) ? ulong.MaxValue : id;
        return null;
    }

    private string? ReadSource(ref ModelFields fields, bool isFold)
    {
        var text = fields.Next();
        if (!ModelMath.TryId(text, out var id)) return $"the id of a source is 16 lower-case hex digits, not '{Shown(text)}'";
        long generation = 0;
        if (!isFold && !ModelMath.TryNumber(fields.Next(), out generation)) return "the generation of a source is missing or is no number";
        if (!ModelMath.TryNumber(fields.Next(), out var first) || !ModelMath.TryNumber(fields.Next(), out var last)) return "the times of a source are missing or are no numbers";
        if (!_sourceIds.Add(id)) return $"source {text} is there already";
        _source = new() { Id = id, Generation = generation, First = first, Last = last, App = ModelText.Unescape(fields.Rest()) };
        _sources.Add(_source);
        return null;
    }

    private static string? ReadMembers(ref ModelFields fields, ModelSource source)
    {
        var members = new List<(ulong, long)>(source.Members);
        while (!fields.IsEmpty)
        {
            var parts = fields.Next().Split(':');
            if (parts.Length != 2 || !ModelMath.TryId(parts[0], out var id) || !ModelMath.TryNumber(parts[1], out var generation)) return "what a fold is of is told as id:generation";
            members.Add((id, generation));
        }
        source.Members = [.. members];
        return null;
    }

    private string? ReadEdge(ref ModelFields fields, ModelSource source)
    {
        if (!TryRef(fields.Next(), out var caller) || !TryRef(fields.Next(), out var callee)) return Unknown;
        if (!ModelMath.TryNumber(fields.Next(), out var calls)) return "the calls of an edge are missing or are no number";
        source.Edges[(caller, callee)] = calls;
        return null;
    }

    private string? ReadCost(ref ModelFields fields, ModelSource source)
    {
        if (!TryRef(fields.Next(), out var method)) return Unknown;
        var name = fields.Next();
        var isPartial = name.Length == 3 && name[2] == 'p';
        var key = Array.IndexOf(ModelCost.Keys, isPartial ? name.Substring(0, 2) : name);
        if (key < 0) return $"a cost is one of {string.Join(", ", ModelCost.Keys)}, not '{Shown(name)}'";
        if (!ModelMath.TryNumber(fields.Next(), out var samples) || !ModelMath.TryNumber(fields.Next(), out var calls) || !ModelMath.TryBig(fields.Next(), out var sum)
            || !ModelMath.TryBig(fields.Next(), out var squares) || !ModelMath.TryNumber(fields.Next(), out var min) || !ModelMath.TryNumber(fields.Next(), out var max))
            return "a cost needs samples, calls, sum, sum of squares, least and greatest, all whole numbers";
        if (!ModelSketch.TryRead(fields.Next(), out var sketch)) return "the quantiles of a cost cannot be read: level:first:zeros:n,n,...";
        if (samples == 0 || calls == 0 || min > max) return "a cost is of at least one call, and its least is not above its greatest";
        source.Costs[(method, key)] = new(samples, calls, sum, squares, min, max, isPartial, sketch);
        return null;
    }

    private string? ReadLaw(ref ModelFields fields, ModelSource source)
    {
        if (!TryRef(fields.Next(), out var method)) return Unknown;
        var arguments = fields.Next();
        if (!ModelArguments.TryRead(arguments, out _)) return $"arguments are whole numbers with '/' between, not '{Shown(arguments)}'";
        if (!ModelMath.TryNumber(fields.Next(), out var calls)) return "the calls of a law are missing or are no number";
        var lanes = new ModelLawLane[ModelCost.Keys.Length / 2];
        for (var i = 0; i < lanes.Length; i++)
        {
            var parts = fields.Next().Split(':');
            if (parts.Length != 3 || !ModelMath.TryNumber(parts[0], out var n) || !ModelMath.TryNumber(parts[1], out var sum) || !ModelMath.TryNumber(parts[2], out var squares))
                return "a law needs calls:sum:squares for each resource";
            lanes[i] = new(n, sum, squares);
        }
        source.Laws[(method, arguments)] = new(calls, lanes);
        return null;
    }

    private string? ReadArrivals(ref ModelFields fields, ModelSource source)
    {
        if (!TryRef(fields.Next(), out var method)) return Unknown;
        var arrivals = new ModelArrivals(new long[ModelArrivals.Hours], new long[ModelArrivals.Hours]);
        while (!fields.IsEmpty)
        {
            var parts = fields.Next().Split(':');
            if (parts.Length != 3 || !ModelMath.TryNumber(parts[0], out var hour) || hour >= ModelArrivals.Hours || !ModelMath.TryNumber(parts[1], out var calls) || !ModelMath.TryNumber(parts[2], out var seconds))
                return "arrivals are told as hour:calls:seconds, the hour 0 to 23";
            (arrivals.Calls[hour], arrivals.Seconds[hour]) = (calls, seconds);
        }
        source.Arrivals[method] = arrivals;
        return null;
    }

    private string? ReadWindow(ref ModelFields fields, ModelSource source, bool isStart)
    {
        if (!ModelMath.TryId(fields.Next(), out var order)) return "a window begins with 16 lower-case hex digits";
        if (source.Windows.Count >= 2 * (ModelWindow.MaxStart + ModelWindow.MaxSampled)) return "a source has too many windows";
        var list = fields.Next();
        var names = list == ModelText.None ? [] : list.Split(',');
        if (names.Length > ModelWindow.MaxEdges) return $"a window has at most {ModelWindow.MaxEdges} different calls";
        var edges = new (ulong, ulong)[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var ends = names[i].Split('>');
            if (ends.Length != 2 || !TryRef(ends[0], out var caller) || !TryRef(ends[1], out var callee)) return Unknown;
            edges[i] = (caller, callee);
        }
        var calls = new List<int>();
        while (!fields.IsEmpty)
        {
            var parts = fields.Next().Split('*');
            long again = 1;
            if (!int.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var call) || call >= edges.Length || call < -ModelWindow.MaxCalls) return $"'{Shown(parts[0])}' is none of the window's calls";
            if (parts.Length > 2 || (parts.Length == 2 && !ModelMath.TryNumber(parts[1], out again)) || calls.Count + again > ModelWindow.MaxCalls) return $"a window has at most {ModelWindow.MaxCalls} calls";
            for (var i = 0; i < again; i++) calls.Add(call);
        }
        source.Windows.Add(new(order, isStart, edges, [.. calls]));
        return null;
    }

    private const long MaxDay = 1_000_000;

    private const string Unknown = "it speaks of a method that has no 'method' line, or of two at once";

    private bool TryRef(string text, out ulong id) => _refs.TryGetValue(text, out id) && id != ulong.MaxValue;

    private static string OrEmpty(string text) => text == ModelText.None ? "" : text;

    // A damaged line may hold anything: no control characters reach whoever reads the message.
    private static string Shown(string text) => ModelText.Escape(text.Length <= 40 ? text : text.Substring(0, 40) + "...");
}
