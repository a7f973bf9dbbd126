using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ShadowGen.Generated;

namespace ShadowGen.Benchmarks.Workloads;

/// <summary>As many edges as asked for, registered and called as emitted shims do.</summary>
internal static class SyntheticEdges
{
    private const int EdgesPerFile = 4_000;
    private static readonly Type[] Owners = [typeof(File0), typeof(File1), typeof(File2), typeof(File3)];
    private static readonly List<int> Firsts = [];

    public static void Register(int edges)
    {
        for (var file = 0; edges > 0; file++, edges -= EdgesPerFile)
        {
            var count = Math.Min(edges, EdgesPerFile);
            Firsts.Add(ShadowSkeleton.Register(Owners[file], Encoding.UTF8.GetBytes(Skeleton(file, count)), count));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Call(int edge)
    {
        var slot = Firsts[edge / EdgesPerFile] + (edge % EdgesPerFile);
        var frame = ShadowCall.Enter(slot);
        try { Target(edge); }
        finally { frame.Exit(); }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Target(int edge) => Harness.Sink.Take(edge);

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
