using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ShadowGen.CallTracer;

/// <summary>
/// Counts the calls of woven code, one exact counter for each call site's (caller, callee), and writes them down at process exit beside what ShadowGen counted.
/// Thread-safe.
/// </summary>
public static unsafe class Recorder
{
    /// <summary>Environment variable that names the folder for the records; without it nothing is written.</summary>
    public const string FolderVariable = "SHADOWGEN_TRACE";

    /// <summary>The most counters of one run. Pages that no counter touches are never committed.</summary>
    public const int MaxCounters = 1 << 22;

    private static readonly long* Counters = (long*)NativeMemory.AllocZeroed(MaxCounters, sizeof(long));

    static Recorder()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Write(folder);
    }

    /// <summary>Woven in before each traced call.</summary>
    /// <param name="id">The weaver's number for the (caller, callee) pair: 0 to <see cref="MaxCounters"/> - 1.</param>
    public static void Hit(int id) => Interlocked.Increment(ref Counters[id]);

    /// <summary>Writes <c>hit id before after</c> for each counter that moved and <c>edge calls caller callee</c> (tab-separated) for each counted edge of ShadowGen.</summary>
    /// <remarks>The counters are read before and after ShadowGen's, so that a call made meanwhile is not taken for a difference.</remarks>
    public static void Write(string folder)
    {
        var before = Snapshot();
        Shadow.Flush();
        var graph = Shadow.CallGraph;
        var after = Snapshot();

        var text = new StringBuilder();
        for (var id = 0; id < after.Length; id++)
        {
            if (after[id] != 0)
                text.Append(CultureInfo.InvariantCulture, $"hit\t{id}\t{before[id]}\t{after[id]}\n");
        }

        foreach (var edge in graph.Edges)
        {
            if (edge.Calls != 0)
                text.Append(CultureInfo.InvariantCulture, $"edge\t{edge.Calls}\t{Name(edge.Caller)}\t{Name(edge.Callee)}\n");
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{Environment.ProcessId}-{Guid.NewGuid():N}.trace"), text.ToString());
    }

    private static string Name(CallGraphNode node) => $"{node.Assembly}|{node.DocumentationId}";

    private static long[] Snapshot()
    {
        var last = MaxCounters - 1;
        while (last >= 0 && Volatile.Read(ref Counters[last]) == 0)
            last--;
        var copy = new long[last + 1];
        for (var id = 0; id <= last; id++)
            copy[id] = Volatile.Read(ref Counters[id]);
        return copy;
    }
}
