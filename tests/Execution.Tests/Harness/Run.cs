using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ShadowGen.Counters;
using ShadowGen.Generated;

namespace ShadowGen.Execution.Tests.Harness;

/// <summary>What a program did.</summary>
/// <param name="Trace">What <c>Program.Run</c> returned, or the exception that left it.</param>
/// <param name="Edges">Calls by <c>caller -> callee</c> documentation ids, as the runtime's counters have them.</param>
/// <param name="Skips">Reasons of the skipped sites, in the order of the skeletons.</param>
internal sealed record Outcome(string Trace, IReadOnlyDictionary<string, long> Edges, IReadOnlyList<string> Skips);

/// <summary>Loads a compiled program, calls its <c>Program.Run</c> and reads its counters.</summary>
internal static class Run
{
    /// <param name="image">The assembly.</param>
    /// <param name="ran">Called when the program has returned, before it is unloaded.</param>
    public static Outcome Program(byte[] image, Action? ran = null)
    {
        var context = new AssemblyLoadContext("Tested", isCollectible: true);
        try
        {
            var assembly = context.LoadFromStream(new MemoryStream(image));
            var trace = Call(assembly);
            ran?.Invoke();
            var (edges, skips) = ReadSkeletons(assembly);
            return new Outcome(trace, edges, skips);
        }
        finally
        {
            context.Unload();
        }
    }

    private static string Call(Assembly assembly)
    {
        var run = assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Single(method => method.Name == "Run" && method.DeclaringType!.Name == "Program");
        try
        {
            return (string)run.Invoke(null, null)!;
        }
        catch (TargetInvocationException exception)
        {
            return $"{exception.InnerException!.GetType()}: {exception.InnerException.Message}";
        }
    }

    private static (Dictionary<string, long> Edges, List<string> Skips) ReadSkeletons(Assembly assembly)
    {
        var edges = new Dictionary<string, long>();
        var skips = new List<string>();
        foreach (var manifest in assembly.GetCustomAttributes<ShadowManifestAttribute>())
        {
            var owner = manifest.Owner;
            var text = System.Text.Encoding.UTF8.GetString(owner.GetProperty("Skeleton", BindingFlags.NonPublic | BindingFlags.Static)!
                .GetMethod!.CreateDelegate<SkeletonReader>()());
            RuntimeHelpers.RunClassConstructor(owner.TypeHandle);
            var first = (int)owner.GetField("First", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
            var lines = text.Split('\n').Select(line => line.Split(' ')).ToList();
            Assert.Equal(["shadowgen-skeleton", "1"], lines[0]);
            Assert.Equal([""], lines[^1]);
            var names = lines.Where(line => line[0] is "method" or "callee").ToDictionary(line => line[1], line => line[^1]);
            foreach (var edge in lines.Where(line => line[0] == "edge"))
                edges.Add($"{names[edge[2]]} -> {names[edge[3]]}", Count(first + int.Parse(edge[1], System.Globalization.CultureInfo.InvariantCulture)));
            skips.AddRange(lines.Where(line => line[0] == "skip").Select(line => $"{line[1]} {names[line[4]]} -> {names[line[3]]}"));
        }

        return (edges, skips);
    }

    private static long Count(int slot)
    {
        lock (SlotTable.Sync)
        {
            ThreadRegistry.SweepDead();
            var reloads = Volatile.Read(ref SlotTable.State(slot).Reloads);
            Span<long> left = [0];
            ThreadRegistry.SumCells(slot, left);
            return reloads - left[0];
        }
    }

    private delegate ReadOnlySpan<byte> SkeletonReader();
}
