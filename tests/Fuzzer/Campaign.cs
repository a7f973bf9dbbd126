using System.Diagnostics;
using ShadowGen.Fuzzer.Differential;
using ShadowGen.Fuzzer.Generation;
using ShadowGen.Generator;

namespace ShadowGen.Fuzzer;

/// <summary>Tries a range of seeds and prints what differs, with all that is needed to see it again.</summary>
internal sealed class Campaign(FuzzOptions options, TextWriter output)
{
    // Large enough that reading metadata and starting the generator are shared, small enough that a broken batch is taken apart quickly.
    private const int BatchSize = 25;

    private static readonly Level[] Levels = [Level.CSharp12, Level.Latest];

    private readonly Trial _trial = new(static () => new ShadowGenerator());

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
            }
        }

        output.WriteLine(
            $"{options.Count} programs of seeds {options.Seed} to {options.Seed + (ulong)options.Count - 1}, {_trial.Calls} shadowed calls, {failures} differences, {options.Count / watch.Elapsed.TotalSeconds:F1} programs/s");
        return failures == 0 ? 0 : 1;
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
