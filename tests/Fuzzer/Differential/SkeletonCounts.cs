using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ShadowGen.Counters;
using ShadowGen.Generated;

namespace ShadowGen.Fuzzer.Differential;

/// <summary>What the shims of one file counted, and what they left out.</summary>
/// <param name="Edges">Calls by caller and callee, named as a program names its members to <see cref="Witness"/>.</param>
internal sealed record FileCounts(
    Dictionary<(string Caller, string Callee), long> Edges, Dictionary<(string Caller, string Callee, string Reason), int> Skips);

/// <summary>Reads skeletons and counters of a loaded assembly.</summary>
internal static partial class SkeletonCounts
{
    /// <returns>By file, as the skeleton names it.</returns>
    public static Dictionary<string, FileCounts> Read(Assembly assembly)
    {
        var files = new Dictionary<string, FileCounts>();
        foreach (var manifest in assembly.GetCustomAttributes<ShadowManifestAttribute>())
            ReadFile(manifest.Owner, files);
        return files;
    }

    /// <summary><c>M:P0.C1.M2(System.Int32)</c> is <c>M2</c>; constructors and operators, whose names are not unique, keep their type.</summary>
    public static string MemberOf(string docId)
    {
        var name = Decoration().Replace(docId[2..], "");
        var segments = name.Split('.', '#').Where(static s => s.Length > 0).ToArray();
        var last = segments[^1];
        return last is "ctor" or "cctor" ? $"{segments[^2]}.#{last}" : last.StartsWith("op_", StringComparison.Ordinal) ? $"{segments[^2]}.{last}" : last;
    }

    private static void ReadFile(Type owner, Dictionary<string, FileCounts> files)
    {
        var text = System.Text.Encoding.UTF8.GetString(
            owner.GetProperty("Skeleton", BindingFlags.NonPublic | BindingFlags.Static)!.GetMethod!.CreateDelegate<SkeletonReader>()());
        RuntimeHelpers.RunClassConstructor(owner.TypeHandle);
        var first = owner.GetField("First", BindingFlags.NonPublic | BindingFlags.Static) is { } field ? (int)field.GetValue(null)! : 0;
        var lines = text.Split('\n').Select(static line => line.Split(' ')).ToList();
        var names = lines.Where(static line => line[0] is "method" or "callee").ToDictionary(static line => line[1], static line => MemberOf(line[^1]));
        var counts = new FileCounts([], []);
        files.Add(lines.First(static line => line[0] == "file")[1], counts);
        foreach (var line in lines)
        {
            if (line[0] == "edge")
            {
                var key = (names[line[2]], names[line[3]]);
                counts.Edges[key] = counts.Edges.GetValueOrDefault(key) + Count(first + int.Parse(line[1], CultureInfo.InvariantCulture));
            }
            else if (line[0] == "skip")
            {
                var key = (names[line[4]], names[line[3]], line[1]);
                counts.Skips[key] = counts.Skips.GetValueOrDefault(key) + 1;
            }
        }
    }

    private static long Count(int slot)
    {
        lock (SlotTable.Sync)
        {
            var reloads = Volatile.Read(ref SlotTable.State(slot).Reloads);
            Span<long> left = [0];
            ThreadRegistry.SumCells(slot, left);
            return reloads - left[0];
        }
    }

    [GeneratedRegex(@"\(.*|``?\d+|~.*")]
    private static partial Regex Decoration();

    private delegate ReadOnlySpan<byte> SkeletonReader();
}
