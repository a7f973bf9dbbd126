using System.Diagnostics;
using System.Globalization;
using ShadowGen.Shared.Model;

namespace ShadowGen.Prediction.Benchmarks.Storage;

/// <summary>A process that saves as fast as it can until it is killed, and says what it has saved; and whoever kills it, and looks at what is left.</summary>
internal static class SavingChild
{
    /// <summary>The argument that makes a process save; the file and the number of its run follow.</summary>
    public const string Verb = "save-model";

    private const int Methods = 200;
    private const int LongestMs = 60;

    /// <summary>Starts processes one after the other, kills each at some moment after its first save, and checks the file: a valid model, with all that was said to be saved.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kills">How many.</param>
    /// <param name="seed">Of the moments.</param>
    /// <returns>Kills after which the file was no valid model, and those after which it lacked a save that the process had said to be done.</returns>
    public static (int Damaged, int Lost) KillMany(string path, int kills, int seed)
    {
        var random = new Random(seed);
        var (damaged, lost) = (0, 0);
        for (var run = 0; run < kills; run++)
        {
            var said = KillOne(path, run, random.Next(LongestMs));
            try
            {
                var file = ShadowModel.Load(path).File;
                var sources = ModelFold.Disjoint(file);
                var kept = sources.SelectMany(s => s.IsFold ? s.Members : [(s.Id, s.Generation)]).FirstOrDefault(m => m.Item1 == (ulong)run + 1);
                if (kept.Item2 < said) lost++;
                if (sources.Sum(s => Math.Max(1, s.Members.Length)) != run + 1) lost++;
            }
            catch (ShadowModelException)
            {
                damaged++;
            }
        }
        return (damaged, lost);
    }

    public static int Run(string path, string number)
    {
        var run = int.Parse(number, CultureInfo.InvariantCulture);
        var store = new FileModelStore(path);
        for (var generation = 1; ; generation++)
        {
            store.SaveAsync(new ShadowModel(Contribution(run, generation)), CancellationToken.None).AsTask().GetAwaiter().GetResult();
            Console.Out.WriteLine(generation);
            Console.Out.Flush();
        }
    }

    // The last generation that it had said to be saved before it was killed.
    private static long KillOne(string path, int run, int afterMs)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(SavingChild).Assembly.Location, Verb, path, run.ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        long said = 0;
        var first = child.StandardOutput.ReadLine();
        if (first is not null) said = long.Parse(first, CultureInfo.InvariantCulture);
        Thread.Sleep(afterMs);
        child.Kill();
        while (child.StandardOutput.ReadLine() is { } line)
        {
            if (long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var generation)) said = generation;
        }
        child.WaitForExit();
        return said;
    }

    private static ModelFile Contribution(int run, int generation)
    {
        var source = new ModelSource { Id = (ulong)run + 1, Generation = generation, First = 1_700_000_000 + (run * 7200), Last = 1_700_000_000 + (run * 7200) + generation, App = "saver" };
        for (var i = 0; i < Methods; i++)
        {
            source.Edges[(i == 0 ? 0 : IdOf(i / 2), IdOf(i))] = (long)generation * (i + 1);
            source.Costs[(IdOf(i), 0)] = new(generation, generation * 10L, generation * 10_000L, generation * 20_000_000L, 100, 5000, false, new(0, 150, 0, [generation * 10L]));
        }
        return new([], [source]);
    }

    private static ulong IdOf(int i) => ((ulong)(i + 1) * 0x9E37_79B9_7F4A_7C15) | 1;
}
