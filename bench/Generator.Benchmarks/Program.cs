using ShadowGen.Benchmarks.Figures;
using ShadowGen.Benchmarks.Harness;
using ShadowGen.CallTracer;
using ShadowGen.Generator.Benchmarks;
using ShadowGen.Generator.Benchmarks.Builds;
using ShadowGen.Generator.Benchmarks.Editor;
using ShadowGen.Generator.Benchmarks.Figures;
using ShadowGen.Generator.Benchmarks.Large;
using ShadowGen.Generator.Benchmarks.Priors;
using ShadowGen.Generator.Benchmarks.Synthetic;

const int Measured = 0;
const int Failed = 1;
const int WrongArguments = 2;
const int DriverRounds = 9;
const int BuildRounds = 5;
const int ModelRounds = 5;
const int LargeRounds = 5;
const int LargeLines = 300_000;
const int EditorFiles = 80;

try
{
    return args switch
    {
        ["figures"] => Figures(Builds(), ModelBuilds(), Driver(), Priors(), Large(LargeLines), Editor(LargeLines)),
        ["figures", "--only", "driver"] => Figures(Driver()),
        ["figures", "--only", "build"] => Figures(Builds()),
        ["figures", "--only", "model"] => Figures(ModelBuilds()),
        ["figures", "--only", "priors"] => Figures(Priors()),
        ["figures", "--only", "large"] => Figures(Large(LargeLines)),
        ["figures", "--only", "large", "--lines", var lines] when int.TryParse(lines, out var count) && count > 0 => Figures(Large(count)),
        ["figures", "--only", "editor"] => Figures(Editor(LargeLines)),
        ["figures", "--only", "editor", "--lines", var lines] when int.TryParse(lines, out var count) && count > 0 => Figures(Editor(count)),
        ["figures", "--build", var path] => Figures(new BuildFigures([CleanBuild.At(path)], BuildRounds)),
        ["figures", "--project", var path, .. var options] => Figures(new PriorFigures(Codebase.Programs(Checkout.Root, path, options))),
        ["cold", var runs] when int.TryParse(runs, out var count) => RunCold(count),
        ["smoke"] => RunSmoke(),
        _ => Wrong(),
    };
}
catch (InvalidOperationException fault)
{
    Console.Error.WriteLine($"error: {fault.Message}");
    return Failed;
}

static int Figures(params FigureGroup[] groups)
{
    var report = new Report(Console.Out);
    Console.WriteLine($"sources: seed {SyntheticProject.Seed}, {SyntheticSize.Full.Files} files; {Environment.ProcessorCount} processors");
    foreach (var group in groups)
        report.Add(group, group.Measure());
    report.Summarise();
    return Measured;
}

// The repository's own programs that are shadowed.
static BuildFigures Builds() =>
    new([CleanBuild.At(Path.Combine(Checkout.Root, "samples", "QuickStart")), CleanBuild.At(Path.Combine(Checkout.Root, "bench", "Runtime.Benchmarks"))], BuildRounds);

// What its own runs have left.
static ModelBuildFigures ModelBuilds() =>
    new(CleanBuild.At(Path.Combine(Checkout.Root, "samples", "QuickStart")), Path.Combine(Checkout.Root, "tests", "Tool.Tests", "Data", "quickstart.shadow"), ModelRounds);

static DriverFigures Driver() => new(SyntheticSize.Full, DriverRounds);

static PriorFigures Priors() => new([.. PriorProgram.Own.Select(static program => (program.Name, new Func<FrameStudy>(() => program.Watch(Checkout.Root)), program.Assembly))]);

static LargeFigures Large(int lines) => new(Checkout.Root, lines, LargeRounds);

static EditorFigures Editor(int lines) => new(Checkout.Root, lines, EditorFiles);

// For a profiler: nothing but cold runs over everything.
static int RunCold(int count)
{
    var run = new DriverRun(Contestant.ShadowGenEverything, SyntheticSize.Full);
    for (var i = 0; i < count; i++)
        Console.WriteLine(run.RunCold());
    return Measured;
}

static int RunSmoke()
{
    Smoke.Run(Console.Out);
    return Measured;
}

static int Wrong()
{
    Console.Error.WriteLine("usage: figures [--only driver | --only build | --only model | --only priors | --only large [--lines N] | --only editor [--lines N] | --build PROJECT | --project DIR [options of eng/shadow-codebase.sh]] | cold RUNS | smoke");
    return WrongArguments;
}
