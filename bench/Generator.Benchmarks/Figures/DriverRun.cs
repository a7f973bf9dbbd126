using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Generator.Benchmarks.Synthetic;

namespace ShadowGen.Generator.Benchmarks.Figures;

/// <summary>
/// Runs one generator over the synthetic project as an editor would. Parsing the edited file is not measured; all binding that the generator asks for is,
/// in a compilation that nobody has bound before.
/// </summary>
internal sealed class DriverRun(Contestant contestant, SyntheticSize size)
{
    public const string Cold = "cold";

    /// <summary>Added to a run's name: measured over <c>RunGeneratorsAndUpdateCompilation</c>, which also parses what was emitted.</summary>
    public const string Updating = "+update";

    private static readonly Edit[] Edits = [Edit.Unrelated, Edit.Related, Edit.Declaration];

    private SyntheticProject? _project;
    private GeneratorDriver? _driver;
    private int _edits;

    public Contestant Contestant => contestant;

    public DriverTimes Times { get; } = new();

    public GeneratorRunResult Result => _driver!.GetRunResult().Results.Single();

    public static string NameOf(Edit edit) => edit.ToString().ToLowerInvariant();

    /// <summary>A new driver on trees that no generator has read, then every edit once, each in the two ways of asking.</summary>
    public void Round()
    {
        _project = SyntheticProject.Create(size, contestant.Everything);
        _driver = Start();
        Measure(Cold, updating: false);

        foreach (var edit in Edits)
        {
            Apply(edit);
            Measure(NameOf(edit), updating: false);
            Apply(edit);
            Measure(NameOf(edit) + Updating, updating: true);
        }

        _project = SyntheticProject.Create(size, contestant.Everything);
        _driver = Start();
        Measure(Cold + Updating, updating: true);
    }

    /// <summary>One run over new trees.</summary>
    /// <returns>Milliseconds of wall time, and in brackets of CPU time.</returns>
    public string RunCold()
    {
        _project = SyntheticProject.Create(size, contestant.Everything);
        _driver = Start();
        return Measure(Cold, updating: false);
    }

    /// <summary>
    /// What the heap holds more after two runs than before the first, over the same parsed trees: the driver's tables, the generator's caches, the emitted text,
    /// and what reading left behind in the trees themselves. Symbols of the first compilation are gone by then; the second has none, as nothing is bound twice.
    /// </summary>
    public void MeasureRetained()
    {
        _project = null;
        _driver = null;
        var project = SyntheticProject.Create(size, contestant.Everything);
        var before = Heap();
        RunTwice(project);
        Times.RetainedMegabytes = (Heap() - before) / 1e6;
        GC.KeepAlive(project);
    }

    // Of its own, so that no temporary of the caller's frame holds the first run's compilation.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunTwice(SyntheticProject project) =>
        _driver = Start().RunGenerators(project.Fresh().Compilation).RunGenerators(project.Fresh().Compilation);

    private static long Heap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private void Apply(Edit edit) => _project = _project!.With(edit, ++_edits);

    private CSharpGeneratorDriver Start() => CSharpGeneratorDriver.Create(
        [contestant.Create().AsSourceGenerator()], parseOptions: SyntheticProject.ParseOptions, optionsProvider: new BuildOptions(SyntheticProject.Directory));

    private string Measure(string run, bool updating)
    {
        GC.Collect();
        var busy = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        _driver = updating ? _driver!.RunGeneratorsAndUpdateCompilation(_project!.Compilation, out _, out _) : _driver!.RunGenerators(_project!.Compilation);
        var (elapsed, processor) = (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds);
        Times.Add(run, elapsed, processor);
        if (Result.Exception is { } fault)
            throw new InvalidOperationException($"{contestant.Name} failed in the run '{run}': {fault}", fault);
        return FormattableString.Invariant($"{elapsed:0} ms ({processor:0} ms)");
    }
}
