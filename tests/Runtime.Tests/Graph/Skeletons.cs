using System.Globalization;
using System.Text;
using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Tests.Graph;

/// <summary>Makes skeletons for tests: functions are called "N.T.name".</summary>
internal static class Skeletons
{
    public static FunctionId Id(string name) => FunctionId.Create("App", $"M:N.T.{name}");

    /// <summary>A file that declares every function that its edges name.</summary>
    public static string Text(string path, params (string Caller, string Callee)[] edges)
    {
        var text = new StringBuilder("shadowgen-skeleton 1\nassembly App\n").Append(CultureInfo.InvariantCulture, $"file {path}\n");
        var line = 10;
        foreach (var name in edges.SelectMany(edge => new[] { edge.Caller, edge.Callee }).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $"method {Id(name)} {line++} s M:N.T.{name}\n");
        }
        for (var i = 0; i < edges.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"edge {i} {Id(edges[i].Caller)} {Id(edges[i].Callee)} 0 {100 + i}:5\n");
        }
        return text.ToString();
    }

    public static SkeletonFile Parse(string text)
    {
        var file = SkeletonParser.Parse(Encoding.UTF8.GetBytes(text));
        Assert.Empty(file.Errors);
        return file;
    }

    public static void Add(this GraphModel model, int firstSlot, string path, params (string Caller, string Callee)[] edges) =>
        model.AddSkeleton(firstSlot, Parse(Text(path, edges)));

    public static CallGraphNode Node(this CallGraph graph, string name)
    {
        var node = graph.Find(Id(name));
        Assert.False(node.IsEmpty, name);
        return node;
    }

    public static CallGraphEdge Edge(this CallGraph graph, string caller, string callee)
    {
        foreach (var edge in graph.Node(caller).Children)
        {
            if (edge.Callee.Id == Id(callee)) return edge;
        }
        throw new InvalidOperationException($"No edge {caller} -> {callee}");
    }

    /// <summary>A sample with everything measured; exclusive figures are given, or half of the inclusive ones.</summary>
    public static CallSample Sample(int slot, long elapsed, float weight = 1, long? exclusive = null) => new()
    {
        Slot = slot,
        Weight = weight,
        Flags = SampleFlags.CpuMeasured | SampleFlags.HasExclusive | SampleFlags.NetworkMeasured,
        ElapsedNs = elapsed,
        CpuNs = elapsed,
        AllocatedBytes = elapsed,
        NetworkBytes = elapsed,
        ExclusiveElapsedNs = exclusive ?? elapsed / 2,
        ExclusiveCpuNs = exclusive ?? elapsed / 2,
        ExclusiveAllocatedBytes = exclusive ?? elapsed / 2,
        ExclusiveNetworkBytes = exclusive ?? elapsed / 2,
    };

    /// <summary>Bytes that this thread allocates in an action that ran once before.</summary>
    public static long AllocatedBytes(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
