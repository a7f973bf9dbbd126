using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ShadowGen.Generated;

namespace ShadowGen.Benchmarks.Workloads;

/// <summary>As many edges as asked for, registered and called as emitted shims do.</summary>
internal static class SyntheticEdges
{
    private const int EdgesPerFile = 4_000;
    private static readonly Type[] s_owners = [typeof(File0), typeof(File1), typeof(File2), typeof(File3)];
    private static readonly List<int> s_firsts = [];

    public static void Register(int edges)
    {
        for (var file = 0; edges > 0; file++, edges -= EdgesPerFile)
        {
            var count = Math.Min(edges, EdgesPerFile);
            s_firsts.Add(ShadowSkeleton.Register(s_owners[file], Encoding.UTF8.GetBytes(Skeleton(file, count)), count));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Call(int edge)
    {
        var slot = s_firsts[edge / EdgesPerFile] + (edge % EdgesPerFile);
        if (!ShadowCall.Enter(slot, out var block, out var frame))
        {
            Sampled(slot, edge);
            return;
        }
        try { Target(edge); }
        finally { ShadowCall.Exit(block, frame); }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Target(int edge) => Harness.Sink.Take(edge);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Sampled(int slot, int edge)
    {
        var probe = ShadowCall.Sample(slot);
        try { Target(edge); }
        finally { probe.End(); }
    }

    // One caller for every eight callees: a plausible out-degree.
    private static string Skeleton(int file, int edges)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"shadowgen-skeleton 1\nassembly Synthetic\nfile File{file}.cs\n");
        for (var i = 0; i < edges; i++) text.Append(CultureInfo.InvariantCulture, $"method {Id(file, i)} {i + 1} s M:Synthetic.File{file}.M{i}\n");
        for (var i = 0; i < edges; i++) text.Append(CultureInfo.InvariantCulture, $"edge {i} {Id(file, i / 8)} {Id(file, i)} 0 {i + 1}:9\n");
        return text.ToString();
    }

    private static string Id(int file, int method) => $"{0x5EED_0000_0000_0000UL + ((ulong)file << 32) + (uint)method:x16}";

    private static class File0;

    private static class File1;

    private static class File2;

    private static class File3;
}
