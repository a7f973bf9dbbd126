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
        SkipReason.ConditionalMethod, SkipReason.LocalFunction, SkipReason.MethodGroup, SkipReason.FunctionPointer, SkipReason.NameOf, SkipReason.PrivateType,
        SkipReason.FileLocalType, SkipReason.GenericRecursion, SkipReason.AmbiguousOverride, SkipReason.HoistedThis, SkipReason.DuplicateFile,
    ];

    /// <summary>Guards that hold off no damage, and why there is none: without them, no program may differ.</summary>
    public static readonly IReadOnlyDictionary<SkipReason, string> Harmless = new Dictionary<SkipReason, string>
    {
        [SkipReason.PartialWithoutBody] = "the compiler drops the call and its arguments before it looks for an interceptor; the guard keeps an edge out of the graph that nothing can go along",
        [SkipReason.NotInterceptable] = "the compiler gives no location for a call whose method stands in parentheses, so there is nothing to intercept it by; the guard only says so earlier",
    };

    /// <param name="exposed">How many programs had a site of the kind; without one, nothing can show.</param>
    /// <returns>The first difference, or null when <paramref name="most"/> programs showed none.</returns>
    public static Failure? Run(SkipReason trap, ulong seed, int most, out int exposed)
    {
        exposed = 0;
        var trial = new Trial(() => new ShadowGenerator { Unguarded = trap });
        for (var done = 0; done < most; done += BatchSize)
        {
            var programs = Enumerable.Range(done, BatchSize).Select(i => ProgramWriter.Write(seed + (ulong)i, Level.Latest))
                .Where(program => program.MaySkip.Keys.Any(site => site.Reason == trap.Word())).ToList();
            exposed += programs.Count;
            if (programs.Count > 0 && trial.Run(programs) is [var failure, ..])
                return failure;
        }

        return null;
    }
}
