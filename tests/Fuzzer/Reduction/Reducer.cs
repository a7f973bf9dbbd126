using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Fuzzer.Differential;
using ShadowGen.Fuzzer.Generation;

namespace ShadowGen.Fuzzer.Reduction;

/// <param name="Tries">How many smaller programs were compiled and run.</param>
internal sealed record Reduced(FuzzProgram Program, int Tries)
{
    public int Lines => Program.Files.Sum(static file => file.Text.Count(static c => c == '\n') + 1);
}

/// <summary>
/// Makes a program that differs smaller while it still differs in the same way: delta debugging (Zeller, Hildebrandt 2002), from whole bodies and types down to
/// expressions (Misherghi, Su 2006), until nothing more can go or the time is up.
/// </summary>
internal sealed class Reducer(Trial trial, TimeSpan limit)
{
    private static readonly Func<IReadOnlyList<SyntaxNode>, IEnumerable<CutSet>>[] Passes =
    [
        DeclarationCuts.Bodies, CodeCuts.Statements, DeclarationCuts.Methods, DeclarationCuts.Types, DeclarationCuts.Partials, DeclarationCuts.Parts, CodeCuts.Wrappings, CodeCuts.Globals, CodeCuts.Expressions,
    ];

    private readonly Stopwatch _watch = new();
    private FuzzProgram? _smallest;
    private string _symptom = "";
    private int _tries;

    /// <returns>Null when the program does not differ alone: then it is its batch that does.</returns>
    public Reduced? Reduce(FuzzProgram program)
    {
        _watch.Restart();
        _tries = 0;
        if (trial.Run([program]) is not [var failure, ..])
            return null;
        _symptom = Symptom.Of(failure.Difference);
        _smallest = program;
        RemoveFiles();
        for (var before = ""; before != Text(_smallest) && HasTime;)
        {
            before = Text(_smallest);
            foreach (var pass in Passes)
                Run(pass);
        }

        return new Reduced(_smallest, _tries);
    }

    private bool HasTime => _watch.Elapsed < limit;

    private static string Text(FuzzProgram program) => string.Concat(program.Files.Select(static file => file.Text));

    private void RemoveFiles()
    {
        for (var i = _smallest!.Files.Count - 1; i > 0 && HasTime; i--)
            Try([.. _smallest.Files.Where((_, other) => other != i)]);
    }

    private void Run(Func<IReadOnlyList<SyntaxNode>, IEnumerable<CutSet>> pass)
    {
        var cuts = Find(pass);
        for (var chunk = Math.Max(1, cuts.Count / 2); chunk >= 1 && HasTime; chunk /= 2)
        {
            for (var i = 0; i < cuts.Count && HasTime;)
            {
                if (Try(CutSet.Apply(_smallest!.Files, cuts.Skip(i).Take(chunk))))
                    cuts = Find(pass);
                else
                    i += chunk;
            }
        }
    }

    private List<CutSet> Find(Func<IReadOnlyList<SyntaxNode>, IEnumerable<CutSet>> pass)
    {
        var options = BatchCompiler.ParseOptions(_smallest!.Level);
        var roots = _smallest.Files.Select(file => CSharpSyntaxTree.ParseText(file.Text, options).GetRoot()).ToList();
        return [.. pass(roots).Where(static cut => cut.IsProgress)];
    }

    private bool Try(IReadOnlyList<(string Path, string Text)> files)
    {
        _tries++;
        var candidate = _smallest! with { Files = files };
        if (trial.Run([candidate]) is not [var failure, ..] || Symptom.Of(failure.Difference) != _symptom)
            return false;
        _smallest = candidate;
        return true;
    }
}
