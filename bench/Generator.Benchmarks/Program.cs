using ShadowGen.Benchmarks.Figures;
using ShadowGen.CallTracer;
using ShadowGen.Generator.Benchmarks;
using ShadowGen.Generator.Benchmarks.Builds;
using ShadowGen.Generator.Benchmarks.Figures;
using ShadowGen.Generator.Benchmarks.Priors;
using ShadowGen.Generator.Benchmarks.Synthetic;

const int Measured = 0;
const int Failed = 1;
const int WrongArguments = 2;
const int DriverRounds = 9;
const int BuildRounds = 5;

try
{
    return args switch
    {
        ["figures"] => Figures(Own(), withDriver: true, OwnPrograms()),
        ["figures", "--only", "driver"] => Figures([], withDriver: true, []),
        ["figures", "--only", "build"] => Figures(Own(), withDriver: false, []),
        ["figures", "--only", "priors"] => Figures([], withDriver: false, OwnPrograms()),
        ["figures", "--build", var path] => Figures([CleanBuild.At(path)], withDriver: false, []),
        ["figures", "--project", var path, .. var options] => Figures([], withDriver: false, Codebase.Programs(Root(), path, options)),
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

static int Figures(IReadOnlyList<CleanBuild> projects, bool withDriver, IReadOnlyList<(string Name, Func<FrameStudy> Watch, string Assembly)> programs)
{
    var report = new Report(Console.Out);
    Console.WriteLine($"sources: seed {SyntheticProject.Seed}, {SyntheticSize.Full.Files} files; {Environment.ProcessorCount} processors");
    if (projects.Count != 0)
        Add(report, new BuildFigures(projects, BuildRounds));
    if (withDriver)
        Add(report, new DriverFigures(SyntheticSize.Full, DriverRounds));
    if (programs.Count != 0)
        Add(report, new PriorFigures(programs));
    report.Summarise();
    return Measured;
}

static void Add(Report report, FigureGroup group) => report.Add(group, group.Measure());

// The repository's own programs that are shadowed.
static IReadOnlyList<CleanBuild> Own() => [CleanBuild.At(Path.Combine(Root(), "samples", "QuickStart")), CleanBuild.At(Path.Combine(Root(), "bench", "Runtime.Benchmarks"))];

static IReadOnlyList<(string Name, Func<FrameStudy> Watch, string Assembly)> OwnPrograms() =>
    [.. PriorProgram.Own.Select(static program => (program.Name, new Func<FrameStudy>(() => program.Watch(Root())), program.Assembly))];

static string Root()
{
    for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "ShadowGen.sln")))
            return folder.FullName;
    }

    throw new InvalidOperationException("The repository's programs are not above this program: run it in the repository.");
}

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
    Console.Error.WriteLine("usage: figures [--only driver | --only build | --only priors | --build PROJECT | --project DIR [options of eng/shadow-codebase.sh]] | cold RUNS | smoke");
    return WrongArguments;
}
