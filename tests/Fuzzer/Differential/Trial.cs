using Microsoft.CodeAnalysis;
using ShadowGen.Fuzzer.Generation;
using ShadowGen.Generator;

namespace ShadowGen.Fuzzer.Differential;

/// <summary>A program that is not the same with shims.</summary>
/// <param name="Difference">Its first word is the kind: <c>build</c>, <c>warnings</c>, <c>behaviour</c>, <c>counts</c>, <c>skipped</c>; <c>invalid</c> is a fault of the fuzzer's own.</param>
internal sealed record Failure(FuzzProgram Program, string Difference)
{
    public string Kind => Difference[..Difference.IndexOf(':', StringComparison.Ordinal)];
}

/// <summary>Tries programs plain and shadowed, many in one assembly; when an assembly will not do, each program alone.</summary>
internal sealed class Trial(Func<ShadowGenerator> generator)
{
    private readonly BatchCompiler _compiler = new(generator);

    /// <summary>How many calls the shims of all programs so far have counted.</summary>
    public long Calls { get; private set; }

    public IReadOnlyList<Failure> Run(IReadOnlyList<FuzzProgram> programs)
    {
        var level = programs[0].Level;
        var plain = BatchCompiler.Plain(programs, level);
        var expected = BatchCompiler.Emit(plain);
        if (expected.Image is null)
            return Apart(programs) ?? [new Failure(programs[0], "invalid: " + string.Join("\n", expected.Diagnostics.Where(static d => d.Contains("error", StringComparison.Ordinal))))];

        var shadowed = _compiler.Shadowed(plain, out var reported);
        var actual = BatchCompiler.Emit(shadowed);
        if (actual.Image is null || reported.Count > 0)
            return Apart(programs) ?? [new Failure(programs[0], "build: " + string.Join("\n", reported.Concat(actual.Diagnostics.Where(static d => d.Contains("error", StringComparison.Ordinal)))))];
        if (NewWarnings(expected.Diagnostics, actual.Diagnostics) is { Count: > 0 } warnings)
            return Apart(programs) ?? [new Failure(programs[0], "warnings: " + string.Join("\n", warnings))];

        return Compare(programs, expected.Image, actual.Image);
    }

    /// <summary>The program's files and what is generated for them, tidied.</summary>
    public IEnumerable<(string Path, string Text)> Sources(FuzzProgram program) =>
        _compiler.Shadowed(BatchCompiler.Plain([program], program.Level), out _).SyntaxTrees
            .Select(static tree => (tree.FilePath, tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) ? tree.ToString() : tree.GetRoot().NormalizeWhitespace().ToFullString()));

    private List<Failure> Compare(IReadOnlyList<FuzzProgram> programs, byte[] plainImage, byte[] shadowedImage)
    {
        using var plain = new Execution(plainImage);
        using var shadowed = new Execution(shadowedImage);
        var runs = programs.Select(program => (Program: program, Plain: plain.Run(program), Shadowed: shadowed.Run(program))).ToList();
        var counts = shadowed.Counts();
        Calls += counts.Values.Sum(static file => file.Edges.Values.Sum());
        return [.. runs.Select(run => (run.Program, Difference: Comparison.Find(run.Program, run.Plain, run.Shadowed, counts)))
            .Where(static run => run.Difference is not null)
            .Select(static run => new Failure(run.Program, run.Difference!))];
    }

    // Programs that fail to build spoil their batch; only together do some fail, and then the batch is to blame.
    private List<Failure>? Apart(IReadOnlyList<FuzzProgram> programs)
    {
        if (programs.Count == 1)
            return null;
        var failures = programs.SelectMany(program => Run([program])).ToList();
        return failures.Count > 0 ? failures : null;
    }

    private static List<string> NewWarnings(IReadOnlyList<string> plain, IReadOnlyList<string> shadowed)
    {
        var left = plain.ToList();
        return [.. shadowed.Where(warning => !left.Remove(warning))];
    }
}
