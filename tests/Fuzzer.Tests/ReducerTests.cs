using ShadowGen.Fuzzer.Differential;
using ShadowGen.Fuzzer.Reduction;
using ShadowGen.Generator;
using ShadowGen.Generator.Model;
using Xunit.Abstractions;

namespace ShadowGen.Fuzzer.Tests;

/// <summary>A program that differs becomes one that a person can read, and still differs, in the same way.</summary>
[Collection(nameof(Witness))]
public sealed class ReducerTests(ITestOutputHelper output)
{
    private const int MostLines = 40;

    [Theory]
    [InlineData(nameof(SkipReason.BaseCall))]
    [InlineData(nameof(SkipReason.DynamicArgument))]
    public void A_program_with_an_injected_fault_becomes_short(string trap)
    {
        var unguarded = Enum.Parse<SkipReason>(trap);
        var found = TrapHunt.Run(unguarded, seed: 1, most: 300, out _)!;
        var trial = new Trial(() => new ShadowGenerator { Unguarded = unguarded });

        var reduced = new Reducer(trial, TimeSpan.FromMinutes(10)).Reduce(found.Program)!;

        output.WriteLine($"{reduced.Tries} tries, {reduced.Lines} lines\n" + reduced.Program.Files[0].Text);
        Assert.InRange(reduced.Lines, 1, MostLines);
        Assert.Equal(Symptom.Of(found.Difference), Symptom.Of(Assert.Single(trial.Run([reduced.Program])).Difference));
        Assert.Empty(new Trial(static () => new ShadowGenerator()).Run([reduced.Program]));
    }

    [Fact]
    public void A_campaign_prints_the_reduced_program_with_its_seed()
    {
        var found = TrapHunt.Run(SkipReason.GenericRecursion, seed: 1, most: 300, out _)!.Program;
        var printed = new StringWriter();
        var options = new FuzzOptions(found.Seed, 1, found.Level, Show: false, Traps: false, ReduceSeconds: 600);

        var exitCode = new Campaign(options, printed, static () => new ShadowGenerator { Unguarded = SkipReason.GenericRecursion }).Run();

        Assert.Equal(1, exitCode);
        Assert.Matches($@"seed {found.Seed}, reduced to [1-3]?\d lines by \d+ tries:\s+// {found.Files[0].Path}\s[^/]*\bnamespace {found.Namespace}\b", printed.ToString());
    }
}
