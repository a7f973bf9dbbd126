using System.Globalization;
using System.Text;

namespace ShadowGen.Shared.Model;

/// <summary>Writes a model file: sorted, so that equal models give equal bytes.</summary>
internal sealed class ModelWriter
{
    private readonly Func<ulong, string> _refs;
    private readonly List<ModelLine> _lines = [];
    private readonly StringBuilder _text = new();

    private ModelWriter(Func<ulong, string> refs) => _refs = refs;

    /// <summary>The whole text.</summary>
    public static string Write(ModelFile file) => Join(Lines(file));

    /// <summary>Lines become a file: header, lines, and the checksum over both.</summary>
    public static string Join(IEnumerable<ModelLine> lines)
    {
        var text = new StringBuilder(ModelText.Header).Append('\n');
        foreach (var line in lines) text.Append(line.Text).Append('\n');
        var body = text.ToString();
        return body + "end " + ModelText.Checksum(body) + "\n";
    }

    /// <summary>All lines between the first and the last.</summary>
    public static List<ModelLine> Lines(ModelFile file)
    {
        var methods = Described(file);
        var writer = new ModelWriter(RefsOf(methods));
        writer.AddMethods(methods);
        foreach (var source in file.Sources.Values.OrderBy(s => !s.IsFold).ThenBy(s => s.First).ThenBy(s => s.Id)) writer.AddSource(source);
        return writer._lines;
    }

    /// <summary>One source alone, its methods by their full ids.</summary>
    public static string WriteSource(ModelSource source)
    {
        var writer = new ModelWriter(ModelMath.IdText);
        writer.AddSource(source);
        return string.Join("\n", writer._lines.Select(line => line.Text));
    }

    // Whatever a source speaks of has a line, also where nobody described it.
    private static List<ModelMethod> Described(ModelFile file)
    {
        var methods = file.Methods.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var source in file.Sources.Values)
        {
            foreach (var id in source.Edges.Keys.SelectMany(edge => new[] { edge.Caller, edge.Callee }).Concat(source.Costs.Keys.Select(c => c.Method)).Concat(source.Laws.Keys.Select(l => l.Method))
                .Concat(source.Arrivals.Keys).Concat(source.Windows.SelectMany(w => w.Edges).SelectMany(e => new[] { e.Caller, e.Callee })))
            {
                if (id != 0 && !methods.ContainsKey(id)) methods.Add(id, new(id, "", ModelMethod.Hashed, "", "", "", 0));
            }
        }
        return [.. methods.Values.Where(m => m.Id != 0).OrderBy(m => m.Assembly, StringComparer.Ordinal).ThenBy(m => m.DocumentationId, StringComparer.Ordinal).ThenBy(m => m.Id)];
    }

    private static Func<ulong, string> RefsOf(List<ModelMethod> methods)
    {
        var shared = new HashSet<ulong>(methods.GroupBy(m => m.Id >> 32).Where(g => g.Skip(1).Any()).Select(g => g.Key));
        return id => id == 0 ? ModelText.Outside : shared.Contains(id >> 32) ? ModelMath.IdText(id) : ModelMath.IdText(id).Substring(0, ModelText.ShortRef);
    }

    private void AddMethods(List<ModelMethod> methods)
    {
        var (assembly, prefix) = ("", "");
        foreach (var method in methods)
        {
            if (method.Assembly != assembly) Add("assembly " + ModelText.Escape(assembly = method.Assembly));
            if (PrefixOf(method.DocumentationId) is { Length: > 0 } own && own != prefix) Add("in " + ModelText.Escape(prefix = own));
            var name = prefix.Length > 0 && method.DocumentationId.StartsWith(prefix, StringComparison.Ordinal)
                ? ModelText.Continued + method.DocumentationId.Substring(prefix.Length)
                : method.DocumentationId;
            Add($"method {ModelMath.IdText(method.Id)} {OrNone(method.Flags)} {OrNone(method.Print)} {OrNone(method.Features)} {Number(method.Since)} {ModelText.Escape(name)}");
        }
    }

    // The type that a method is of.
    private static string PrefixOf(string documentationId)
    {
        var parameters = documentationId.IndexOf('(');
        var dot = documentationId.LastIndexOf('.', Math.Max(0, (parameters < 0 ? documentationId.Length : parameters) - 1));
        return dot < 0 || !documentationId.StartsWith("M:", StringComparison.Ordinal) ? "" : documentationId.Substring(0, dot + 1);
    }

    private void AddSource(ModelSource source)
    {
        if (source.IsFold)
        {
            Add($"fold {ModelMath.IdText(source.Id)} {Number(source.First)} {Number(source.Last)} {ModelText.Escape(source.App)}");
            for (var i = 0; i < source.Members.Length; i += 16)
                Add("of " + string.Join(" ", source.Members.Skip(i).Take(16).Select(m => $"{ModelMath.IdText(m.Id)}:{Number(m.Generation)}")));
        }
        else
        {
            Add($"source {ModelMath.IdText(source.Id)} {Number(source.Generation)} {Number(source.First)} {Number(source.Last)} {ModelText.Escape(source.App)}");
        }
        foreach (var pair in source.Edges.OrderBy(e => e.Key)) Add($"edge {_refs(pair.Key.Caller)} {_refs(pair.Key.Callee)} {Number(pair.Value)}", ModelDetail.Edge, pair.Value);
        foreach (var pair in source.Costs.OrderBy(c => c.Key)) AddCost(pair.Key.Method, pair.Key.Key, pair.Value);
        foreach (var pair in source.Laws.OrderBy(l => l.Key.Method).ThenBy(l => l.Key.Arguments, StringComparer.Ordinal)) AddLaw(pair.Key.Method, pair.Key.Arguments, pair.Value);
        foreach (var pair in source.Arrivals.OrderBy(a => a.Key)) AddArrivals(pair.Key, pair.Value);
        foreach (var window in source.Windows.OrderBy(w => !w.IsStart).ThenBy(w => w.Order)) AddWindow(window);
    }

    private void AddCost(ulong method, int key, ModelCost cost)
    {
        _text.Clear();
        _text.Append("cost ").Append(_refs(method)).Append(' ').Append(ModelCost.Keys[key]).Append(cost.IsPartial ? "p " : " ");
        _text.Append(Number(cost.Samples)).Append(' ').Append(Number(cost.Calls)).Append(' ').Append(cost.Sum.ToString(CultureInfo.InvariantCulture)).Append(' ')
            .Append(cost.Squares.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(Number(cost.Min)).Append(' ').Append(Number(cost.Max)).Append(' ');
        cost.Sketch.Write(_text);
        Add(_text.ToString(), key < ModelCost.Keys.Length / 2 ? ModelDetail.Inclusive : ModelDetail.Exclusive, (double)cost.Sum);
    }

    private void AddLaw(ulong method, string arguments, ModelLaw law)
    {
        _text.Clear();
        _text.Append("law ").Append(_refs(method)).Append(' ').Append(arguments).Append(' ').Append(Number(law.Calls));
        foreach (var lane in law.Lanes) _text.Append(' ').Append(Number(lane.Calls)).Append(':').Append(Number(lane.Sum)).Append(':').Append(Number(lane.Squares));
        Add(_text.ToString(), ModelDetail.Law, law.Calls);
    }

    private void AddArrivals(ulong method, ModelArrivals arrivals)
    {
        _text.Clear();
        _text.Append("arrive ").Append(_refs(method));
        for (var hour = 0; hour < ModelArrivals.Hours; hour++)
        {
            if (arrivals.Seconds[hour] > 0) _text.Append(' ').Append(Number(hour)).Append(':').Append(Number(arrivals.Calls[hour])).Append(':').Append(Number(arrivals.Seconds[hour]));
        }
        Add(_text.ToString());
    }

    private void AddWindow(ModelWindow window)
    {
        _text.Clear();
        _text.Append(window.IsStart ? "start " : "window ").Append(ModelMath.IdText(window.Order)).Append(' ');
        _text.Append(window.Edges.Length == 0 ? ModelText.None : string.Join(",", window.Edges.Select(e => _refs(e.Caller) + ">" + _refs(e.Callee))));
        for (var i = 0; i < window.Calls.Length;)
        {
            var again = 1;
            while (i + again < window.Calls.Length && window.Calls[i + again] == window.Calls[i]) again++;
            _text.Append(' ').Append(Number(window.Calls[i]));
            if (again > 1) _text.Append('*').Append(Number(again));
            i += again;
        }
        if (_text.Length < ModelText.MaxLine) Add(_text.ToString(), ModelDetail.Window, window.IsStart ? 1 : 0);
    }

    private void Add(string text, ModelDetail detail = ModelDetail.Needed, double weight = 0) => _lines.Add(new(text, detail, weight));

    private static string OrNone(string text) => text.Length == 0 ? ModelText.None : text.Replace(' ', '_');

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
