using System.Globalization;

namespace ShadowGen.CallTracer;

/// <summary>An edge on which tracer and ShadowGen disagree.</summary>
/// <param name="Least">What the tracer had counted before ShadowGen was read.</param>
/// <param name="Most">What it had counted after: calls were made meanwhile when it is more.</param>
public sealed record CountDifference(string Caller, string Callee, long Least, long Most, long ShadowGen);

/// <summary>Calls that went past ShadowGen.</summary>
public sealed record UncoveredCalls(string Caller, string Callee, int Sites, long Calls, string Reason);

/// <summary>What the tracer counted, beside what ShadowGen counted, over all processes of a run.</summary>
public sealed class TraceComparison
{
    private TraceComparison()
    {
    }

    /// <summary>Processes that wrote their counts.</summary>
    public int Processes { get; private set; }

    /// <summary>Edges that at least one of the two has counted.</summary>
    public int Compared { get; private set; }

    public List<CountDifference> Different { get; } = [];

    public int Equal => Compared - Different.Count;

    /// <summary>Call instructions that go through a shim, and those that could but do not, in all woven assemblies.</summary>
    public (int Shadowed, int Plain) Sites { get; private set; }

    /// <summary>Calls that were executed through a shim, and past them.</summary>
    public (long Shadowed, long Plain) Calls { get; private set; }

    /// <summary>Share of call instructions that go through a shim, among those that a person wrote as calls; 0 to 1.</summary>
    public double StaticCoverage
    {
        get
        {
            var plain = Uncovered.Where(u => u.Reason != TraceMap.ImplicitCall).Sum(u => u.Sites);
            return Sites.Shadowed == 0 ? 0 : (double)Sites.Shadowed / (Sites.Shadowed + plain);
        }
    }

    /// <summary>Share of executed calls that went through a shim, 0 to 1.</summary>
    public double DynamicCoverage => Calls.Shadowed == 0 ? 0 : (double)Calls.Shadowed / (Calls.Shadowed + Calls.Plain);

    public List<UncoveredCalls> Uncovered { get; } = [];

    /// <summary>Reads all records of a folder.</summary>
    public static TraceComparison Read(string folder, TraceMap map)
    {
        var result = new TraceComparison();
        var plain = new long[map.Edges.Count];
        foreach (var file in Directory.EnumerateFiles(folder, "*.trace"))
        {
            result.Processes++;
            result.Compare(File.ReadLines(file), map, plain);
        }

        foreach (var (edge, id) in map.Edges.Select((edge, id) => (edge, id)))
        {
            var sites = map.Sites[id];
            result.Sites = edge.IsShadowed ? (result.Sites.Shadowed + sites, result.Sites.Plain) : (result.Sites.Shadowed, result.Sites.Plain + sites);
            if (!edge.IsShadowed)
                result.Uncovered.Add(new UncoveredCalls(edge.Caller, edge.Callee, sites, plain[id], map.ReasonOf(edge)));
        }

        result.Uncovered.Sort((a, b) => b.Calls != a.Calls ? b.Calls.CompareTo(a.Calls) : string.CompareOrdinal(a.Caller + a.Callee, b.Caller + b.Callee));
        return result;
    }

    private void Compare(IEnumerable<string> lines, TraceMap map, long[] plain)
    {
        var traced = new Dictionary<(string, string), (long Least, long Most)>();
        var counted = new Dictionary<(string, string), long>();
        foreach (var line in lines)
        {
            var fields = line.Split('\t');
            if (fields[0] == "hit")
            {
                var id = (int)Number(fields[1]);
                var edge = map.Edges[id];
                var (least, most) = (Number(fields[2]), Number(fields[3]));
                if (!edge.IsShadowed)
                {
                    plain[id] += most;
                    Calls = (Calls.Shadowed, Calls.Plain + most);
                    continue;
                }

                Calls = (Calls.Shadowed + most, Calls.Plain);
                var key = ($"{edge.Assembly}|{edge.Caller}", edge.Callee);
                var sum = traced.GetValueOrDefault(key);
                traced[key] = (sum.Least + least, sum.Most + most);
            }
            else
            {
                var key = (CallerOf(fields[2]), CalleeOf(fields[3], map));
                counted[key] = counted.GetValueOrDefault(key) + Number(fields[1]);
            }
        }

        foreach (var key in traced.Keys.Union(counted.Keys))
        {
            Compared++;
            var (least, most) = traced.GetValueOrDefault(key);
            var calls = counted.GetValueOrDefault(key);
            if (calls < least || calls > most)
                Different.Add(new CountDifference(key.Item1, key.Item2, least, most, calls));
        }
    }

    private static string CallerOf(string name)
    {
        var bar = name.IndexOf('|', StringComparison.Ordinal);
        return name[..(bar + 1)] + TraceMap.CallerOf(name[(bar + 1)..]);
    }

    // Without its assembly: a virtual slot may be declared in another one than the override that ShadowGen names.
    private static string CalleeOf(string name, TraceMap map)
    {
        var bar = name.IndexOf('|', StringComparison.Ordinal);
        return map.SlotOf(name[..bar], name[(bar + 1)..]);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
