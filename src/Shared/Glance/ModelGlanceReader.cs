using ShadowGen.Shared.Model;

namespace ShadowGen.Shared.Glance;

/// <summary>
/// Reads what a build asks of a model file (docs/model-file.md) and passes over the rest. Few types of its own and no queries: what it costs is mostly its own compilation, once for each compiler that starts.
/// Only whole files are taken: the checksum says so. What is wrong with another, the full reader says.
/// </summary>
internal sealed class ModelGlanceReader
{
    private static readonly string[] CostNames = ["xc", "ie"];

    private readonly string _text;
    private readonly List<ModelMethod> _methods = [];
    private readonly Dictionary<ulong, long> _byId = [];
    private readonly Dictionary<ulong, long> _byBeginning = [];
    private readonly Dictionary<ulong, long> _edges = [];
    private readonly List<GlanceSource> _sources = [];
    private readonly List<int> _laws = [];
    private readonly List<int> _lawSources = [];
    private readonly List<int> _nextLaws = [];
    private int[] _lawOf = [];
    private double[] _costs = [];
    private long[] _costCalls = [];
    private string _assembly = "";
    private string _prefix = "";

    private ModelGlanceReader(string text) => _text = text;

    public IReadOnlyList<ModelMethod> Methods => _methods;

    /// <summary>By index of a method from 1 on; 0 is whoever calls from where no call site is seen.</summary>
    public bool[] IsReached { get; private set; } = [];

    public long[] CallsOf { get; private set; } = [];

    public int Runs { get; private set; }

    public long Last { get; private set; }

    public long Calls { get; private set; }

    public bool HasLaws => _laws.Count > 0;

    /// <summary>Whether the sums are of more than one source.</summary>
    public bool IsSummed { get; private set; }

    /// <exception cref="ModelFormatException">It is no model file, or a damaged one.</exception>
    public static ModelGlance Read(string text)
    {
        if (text.Length <= ModelText.MaxBytes)
        {
            var reader = new ModelGlanceReader(WithPlainLines(text));
            if (reader.TryRead()) return new(reader);
        }
        ModelReader.Read(text);
        throw new ModelFormatException(1, "a number or a reference of it is written as no ShadowGen writes it");
    }

    /// <summary>-1 when it is not known.</summary>
    public int IndexOf(ulong id) => _byId.TryGetValue(id, out var index) ? (int)index : -1;

    public long EdgeCalls(int caller, int callee) => _edges.TryGetValue(KeyOf(caller, callee), out var calls) ? calls : 0;

    public double? MeanOf(int index, ModelGlance.Cost cost) => _costCalls[(index * CostNames.Length) + (int)cost] is > 0 and var calls ? _costs[(index * CostNames.Length) + (int)cost] / calls : null;

    /// <summary>Where each law of a method begins behind its first word, and what it weighs.</summary>
    public List<(int Start, double Share)> LawsOf(ulong id)
    {
        var found = new List<(int, double)>();
        if (IndexOf(id) is not (> 0 and var index)) return found;
        for (var law = _lawOf[index]; law != 0; law = _nextLaws[law - 1]) found.Add((_laws[law - 1], _sources[_lawSources[law - 1]].Share));
        return found;
    }

    public GlanceLine Line(int start) => new(_text, start, EndOfLine(start));

    // The checksum is over lines that end in '\n' alone, without a mark of their encoding.
    private static string WithPlainLines(string text)
    {
        if (text.IndexOf('\r') < 0) return text.Length > 0 && text[0] == '\uFEFF' ? text.TrimStart('\uFEFF') : text;
        var lines = text.TrimStart('\uFEFF').Split('\n');
        for (var i = 0; i < lines.Length; i++) lines[i] = lines[i].TrimEnd('\r');
        return string.Join("\n", lines);
    }

    private int EndOfLine(int at) => _text.IndexOf('\n', at) is >= 0 and var end ? end : _text.Length;

    private bool TryRead()
    {
        var at = EndOfLine(0);
        if (at != ModelText.Header.Length || !_text.StartsWith(ModelText.Header, StringComparison.Ordinal)) return false;
        while (++at < _text.Length)
        {
            var start = at;
            at = EndOfLine(start);
            var line = new GlanceLine(_text, start, at);
            if (line.Begins("end"))
            {
                if (_sources.Count > 0) _sources[_sources.Count - 1].End = start;
                return at >= _text.Length - 1 && line.Rest() == ModelText.Checksum(_text, start) && ReadSources();
            }
            if (!TryRead(line, start, at + 1)) return false;
        }
        return false;
    }

    private bool TryRead(GlanceLine line, int start, int next)
    {
        switch (_text[Math.Min(start, _text.Length - 1)])
        {
            case 'm' when line.Begins("method"): return _sources.Count == 0 && TryMethod(line);
            case 's' when line.Begins("source"): return TrySource(line, start, next, isFold: false);
            case 'f' when line.Begins("fold"): return TrySource(line, start, next, isFold: true);
            case 'o' when line.Begins("of"): return _sources.Count > 0 && TryMembers(line);
            case 'i' when line.Begins("in"):
                _prefix = ModelText.Unescape(line.Rest());
                return true;
            case 'a' when line.Begins("assembly"):
                _assembly = ModelText.Unescape(line.Rest());
                return true;
            case 'e' or 'c' or 'l' or 'a' or 's' or 'w':
                return _sources.Count > 0 && (line.Begins("edge") || line.Begins("cost") || line.Begins("law") || line.Begins("arrive") || line.Begins("start") || line.Begins("window"));
            default: return false;
        }
    }

    private bool TryMethod(GlanceLine line)
    {
        if (!line.TryId(out var id) || id == 0 || _byId.ContainsKey(id)) return false;
        var flags = OrEmpty(line.Next());
        line.Skip();
        var features = OrEmpty(line.Next());
        if (!line.TryNumber(out var since)) return false;
        var name = ModelText.Unescape(line.Rest());
        if (name.Length == 0) return false;
        if (name[0] == ModelText.Continued) name = _prefix + name.Substring(1);
        _methods.Add(new(id, _assembly, name, flags, "", features, since));
        _byId.Add(id, _methods.Count);
        var beginning = id >> 32;
        _byBeginning[beginning] = _byBeginning.ContainsKey(beginning) ? -1 : _methods.Count;
        return true;
    }

    private bool TrySource(GlanceLine line, int start, int next, bool isFold)
    {
        if (_sources.Count > 0) _sources[_sources.Count - 1].End = start;
        if (!line.TryId(out var id) || (!isFold && !line.TryNumber(out _)) || !line.TryNumber(out _) || !line.TryNumber(out var last)) return false;
        foreach (var known in _sources)
        {
            if (known.Id == id) return false;
        }
        _sources.Add(new() { Id = id, Last = last, Start = next });
        return true;
    }

    private bool TryMembers(GlanceLine line)
    {
        while (!line.IsEmpty)
        {
            if (!line.TryId(out var id) || !line.TryNumber(out _)) return false;
            _sources[_sources.Count - 1].Members.Add(id);
        }
        return true;
    }

    private bool ReadSources()
    {
        Weigh();
        var count = _methods.Count + 1;
        (IsReached, CallsOf, _lawOf) = (new bool[count], new long[count], new int[count]);
        (_costs, _costCalls) = (new double[count * CostNames.Length], new long[count * CostNames.Length]);
        for (var i = 0; i < _sources.Count; i++)
        {
            for (var at = _sources[i].Start; at < _sources[i].End;)
            {
                var end = EndOfLine(at);
                var line = new GlanceLine(_text, at, end);
                var isRead = _text[at] switch
                {
                    'e' => line.Begins("edge") && TryEdge(line, _sources[i].Share),
                    'c' => line.Begins("cost") && TryCost(line, _sources[i].Share),
                    'l' => line.Begins("law") && TryLaw(line, at + "law ".Length, i),
                    _ => true,
                };
                if (!isRead) return false;
                at = end + 1;
            }
        }
        return true;
    }

    // ModelFold.Disjoint, and its decay.
    private void Weigh()
    {
        var ordered = new List<GlanceSource>(_sources);
        ordered.Sort(static (left, right) =>
            left.Members.Count != right.Members.Count ? right.Members.Count.CompareTo(left.Members.Count) : left.Last != right.Last ? right.Last.CompareTo(left.Last) : left.Id.CompareTo(right.Id));
        var taken = new Dictionary<ulong, long>();
        var chosen = 0;
        foreach (var source in ordered)
        {
            Runs += Math.Max(1, source.Members.Count);
            if (!TryTake(taken, source)) continue;
            source.Share = 1;
            Last = Math.Max(Last, source.Last);
            chosen++;
        }
        IsSummed = chosen > 1;
        foreach (var source in _sources)
        {
            if (source.Share > 0) source.Share = Math.Pow(2, (source.Last - Last) / ModelFold.HalfLife);
        }
    }

    private static bool TryTake(Dictionary<ulong, long> taken, GlanceSource source)
    {
        if (source.Members.Count == 0)
        {
            if (taken.ContainsKey(source.Id)) return false;
            taken[source.Id] = 0;
            return true;
        }
        foreach (var member in source.Members)
        {
            if (taken.ContainsKey(member)) return false;
        }
        foreach (var member in source.Members) taken[member] = 0;
        return true;
    }

    private bool TryEdge(GlanceLine line, double share)
    {
        if (!TryRef(ref line, out var caller) || !TryRef(ref line, out var callee) || !line.TryNumber(out var calls)) return false;
        Calls = ModelMath.Add(Calls, calls);
        if (calls > 0) IsReached[callee] = true;
        if (share == 0) return true;
        calls = ModelMath.Scale(calls, share);
        CallsOf[callee] = ModelMath.Add(CallsOf[callee], calls);
        var key = KeyOf(caller, callee);
        _edges[key] = ModelMath.Add(_edges.TryGetValue(key, out var known) ? known : 0, calls);
        return true;
    }

    private bool TryCost(GlanceLine line, double share)
    {
        if (!TryRef(ref line, out var method)) return false;
        var cost = line.Begins("xc") || line.Begins("xcp") ? 0 : line.Begins("ie") || line.Begins("iep") ? 1 : -1;
        if (cost < 0 || share == 0) return true;
        if (!line.TryNumber(out var samples) || !line.TryNumber(out var calls) || !line.TrySum(out var sum) || samples == 0 || calls == 0) return false;
        var scaled = ModelMath.Scale(calls, share);
        if (ModelMath.Scale(samples, share) == 0 || scaled == 0) return true;
        var place = (method * CostNames.Length) + cost;
        _costs[place] += sum / calls * scaled;
        _costCalls[place] = ModelMath.Add(_costCalls[place], scaled);
        return true;
    }

    private bool TryLaw(GlanceLine line, int start, int source)
    {
        if (!TryRef(ref line, out var method)) return false;
        if (_sources[source].Share == 0) return true;
        _laws.Add(start);
        _lawSources.Add(source);
        _nextLaws.Add(_lawOf[method]);
        _lawOf[method] = _laws.Count;
        return true;
    }

    private bool TryRef(ref GlanceLine line, out int index)
    {
        index = 0;
        if (!line.TryRef(out var id, out var isShort)) return false;
        if (!isShort && id == 0) return true;
        long found = -1;
        if (isShort ? _byBeginning.TryGetValue(id, out found) : _byId.TryGetValue(id, out found)) index = (int)found;
        return found > 0;
    }

    private static ulong KeyOf(int caller, int callee) => ((ulong)(uint)caller << 32) | (uint)callee;

    private static string OrEmpty(string text) => text == ModelText.None ? "" : text;
}
