using ShadowGen.Fuzzer.Differential;
using ShadowGen.Fuzzer.Generation;
using ShadowGen.Generator;
using ShadowGen.Generator.Model;

namespace ShadowGen.Fuzzer;

/// <summary>Switches one guard of the generator off and counts how many programs it takes to notice.</summary>
internal static class TrapHunt
{
    private const int BatchSize = 5;

    /// <summary>The guards whose absence shows in behaviour, counts or the build.</summary>
    public static readonly IReadOnlyList<SkipReason> Traps =
    [
        SkipReason.BaseCall, SkipReason.ConstrainedTypeParameter, SkipReason.StaticAbstract, SkipReason.DynamicArgument, SkipReason.ExpressionTree,
        SkipReason.ConditionalMethod, SkipReason.LocalFunction, SkipReason.MethodGroup, SkipReason.NameOf, SkipReason.PrivateType,
        SkipReason.FileLocalType, SkipReason.GenericRecursion, SkipReason.DuplicateFile,
    ];

    /// <returns>The first difference, or null when <paramref name="most"/> programs showed none.</returns>
    public static Failure? Run(SkipReason trap, ulong seed, int most)
    {
        var trial = new Trial(() => new ShadowGenerator { Unguarded = trap });
        for (var done = 0; done < most; done += BatchSize)
        {
            var programs = Enumerable.Range(done, BatchSize).Select(i => ProgramWriter.Write(seed + (ulong)i, Level.Latest)).ToList();
            // Without a site of the kind nothing can show.
            var exposed = programs.FindAll(program => program.MaySkip.Keys.Any(site => site.Reason == trap.Word()));
            if (exposed.Count > 0 && trial.Run(exposed) is [var failure, ..])
                return failure;
        }

        return null;
    }
}
