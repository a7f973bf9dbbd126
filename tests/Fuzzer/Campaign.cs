using System.Diagnostics;
using ShadowGen.Fuzzer.Differential;
using ShadowGen.Fuzzer.Generation;
using ShadowGen.Fuzzer.Reduction;
using ShadowGen.Generator;

namespace ShadowGen.Fuzzer;

/// <summary>Tries a range of seeds and prints what differs, with all that is needed to see it again.</summary>
/// <param name="options">What the command line says.</param>
/// <param name="output">Takes all that is printed.</param>
/// <param name="generator">Makes the generator under test.</param>
internal sealed class Campaign(FuzzOptions options, TextWriter output, Func<ShadowGenerator> generator)
{
    // Large enough that reading metadata and starting the generator are shared, small enough that a broken batch is taken apart quickly.
    private const int BatchSize = 25;

    // One fault of the generator shows in many programs; a few small ones are enough to see it.
    private const int MostReduced = 3;

    private static readonly Level[] Levels = [Level.CSharp12, Level.Latest];

    private readonly Trial _trial = new(generator);

    /// <returns>The exit code.</returns>
    public int Run()
    {
        if (options.Show)
        {
            Show();
            return 0;
        }

        if (options.Traps)
            return HuntTraps();

        var watch = Stopwatch.StartNew();
        var failures = 0;
        foreach (var batch in Seeds().GroupBy(LevelOf).SelectMany(static group => group.Chunk(BatchSize)))
        {
            foreach (var failure in _trial.Run([.. batch.Select(seed => ProgramWriter.Write(seed, LevelOf(seed)))]))
            {
                failures++;
                output.WriteLine($"seed {failure.Program.Seed} ({failure.Program.Level}) {failure.Difference}");
                output.WriteLine($"  see it: --seed {failure.Program.Seed} --level {failure.Program.Level} --show");
                if (failures <= MostReduced && options.ReduceSeconds > 0 && failure.Kind != "invalid")
                    Reduce(failure);
            }
        }

        output.WriteLine(
            $"{options.Count} programs of seeds {options.Seed} to {options.Seed + (ulong)options.Count - 1}, {_trial.Calls} shadowed calls, {failures} differences, {options.Count / watch.Elapsed.TotalSeconds:F1} programs/s");
        return failures == 0 ? 0 : 1;
    }

    private void Reduce(Failure failure)
    {
        var reduced = new Reducer(_trial, TimeSpan.FromSeconds(options.ReduceSeconds)).Reduce(failure.Program);
        if (reduced is null)
        {
            output.WriteLine("  alone it does not differ: it is the programs of its batch together that do.");
            return;
        }

        output.WriteLine($"  seed {failure.Program.Seed}, reduced to {reduced.Lines} lines by {reduced.Tries} tries:");
        foreach (var (path, text) in reduced.Program.Files)
            output.WriteLine($"// {path}\n{text}");
    }

    private int HuntTraps()
    {
        var wrong = 0;
        foreach (var trap in TrapHunt.Traps)
        {
            var failure = TrapHunt.Run(trap, options.Seed, options.Count, out var exposed);
            wrong += failure is null ? 1 : 0;
            output.WriteLine(failure is null
                ? $"{trap}: NOT noticed by {options.Count} programs, {exposed} of them with such a call"
                : $"{trap}: noticed by program {failure.Program.Seed - options.Seed + 1}, {failure.Difference.Split('\n')[0]}");
        }

        foreach (var (guard, reason) in TrapHunt.Harmless)
        {
            var failure = TrapHunt.Run(guard, options.Seed, options.Count, out var exposed);
            wrong += failure is null ? 0 : 1;
            output.WriteLine(failure is null
                ? $"{guard}: no trap, as {exposed} programs with such a call show: {reason}"
                : $"{guard}: a trap after all, by program {failure.Program.Seed - options.Seed + 1}, {failure.Difference.Split('\n')[0]}");
        }

        return wrong == 0 ? 0 : 1;
    }

    private IEnumerable<ulong> Seeds() => Enumerable.Range(0, options.Count).Select(i => options.Seed + (ulong)i);

    private Level LevelOf(ulong seed) => options.Level ?? Levels[seed % (ulong)Levels.Length];

    private void Show()
    {
        var program = ProgramWriter.Write(options.Seed, LevelOf(options.Seed));
        foreach (var (path, text) in _trial.Sources(program))
            output.WriteLine($"// {path}\n{text}");
    }
}
