using System.Reflection;
using System.Runtime.Loader;
using ShadowGen.Counters;
using ShadowGen.Generated;

namespace ShadowGen.Execution.Tests.Harness;

/// <summary>Runs a shadowed program and takes the samples of its calls before the engine does.</summary>
internal static class Samples
{
    private delegate ReadOnlySpan<byte> SkeletonReader();

    /// <param name="source">Has <c>static string Program.Run()</c>.</param>
    /// <param name="language">What the program is compiled as.</param>
    /// <returns>For each sample <c>Callee(name=value, ...)</c>, in the order of the calls' ends; all is measured that is called seldom.</returns>
    public static IReadOnlyList<string> Of(string source, Microsoft.CodeAnalysis.CSharp.LanguageVersion language = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp13)
    {
        var image = Compiler.Emit(Compiler.Shadowed(Compiler.Plain([("/project/Program.cs", source)], language: language)));
        var context = new AssemblyLoadContext("Sampled", isCollectible: true);
        try
        {
            var assembly = context.LoadFromStream(new MemoryStream(image));
            var samples = new List<CallSample>();
            // The engine's own lock: the queue has one consumer at a time.
            lock ((Lock)typeof(ShadowExecutionEngine).GetField("Sync", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!)
            {
                assembly.GetType("Program", throwOnError: true)!.GetMethod("Run")!.Invoke(null, null);
                while (Measurements.Queue.TryDequeue(out var sample))
                    samples.Add(sample);
            }

            var callees = assembly.GetCustomAttributes<ShadowManifestAttribute>().SelectMany(manifest => Callees(manifest.Owner)).ToDictionary();
            return [.. samples.Where(sample => callees.ContainsKey(sample.Slot)).Select(sample => Show(callees[sample.Slot], sample))];
        }
        finally
        {
            context.Unload();
        }
    }

    private static string Show((string Name, string[] Features) callee, CallSample sample)
    {
        Assert.Equal(callee.Features.Length, sample.ArgumentCount);
        return $"{callee.Name}({string.Join(", ", callee.Features.Select((feature, i) => $"{feature}={sample.Arguments[i]}"))})";
    }

    private static IEnumerable<KeyValuePair<int, (string Name, string[] Features)>> Callees(Type owner)
    {
        var text = System.Text.Encoding.UTF8.GetString(owner.GetProperty("Skeleton", BindingFlags.NonPublic | BindingFlags.Static)!.GetMethod!.CreateDelegate<SkeletonReader>()());
        var first = (int)owner.GetField("First", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        var lines = text.Split('\n').Select(line => line.Split(' ')).ToList();
        var names = lines.Where(line => line[0] is "method" or "callee").ToDictionary(line => line[1], line => line[^1].Split('(')[0].Split('.')[^1]);
        var features = lines.Where(line => line[0] == "features").ToDictionary(line => line[1], line => line[2..]);
        return lines.Where(line => line[0] == "edge").Select(edge => KeyValuePair.Create(
            first + int.Parse(edge[1], System.Globalization.CultureInfo.InvariantCulture), (names[edge[3]], features.GetValueOrDefault(edge[3], []))));
    }
}
