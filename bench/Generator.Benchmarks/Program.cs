using ShadowGen.Benchmarks.Figures;
using ShadowGen.Generator.Benchmarks;
using ShadowGen.Generator.Benchmarks.Builds;
using ShadowGen.Generator.Benchmarks.Figures;
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
        ["figures"] => Figures(Own(), withDriver: true),
        ["figures", "--only", "driver"] => Figures([], withDriver: true),
        ["figures", "--only", "build"] => Figures(Own(), withDriver: false),
        ["figures", "--project", var path] => Figures([CleanBuild.At(path)], withDriver: false),
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

static int Figures(IReadOnlyList<CleanBuild> projects, bool withDriver)
{
    var report = new Report(Console.Out);
    Console.WriteLine($"sources: seed {SyntheticProject.Seed}, {SyntheticSize.Full.Files} files; {Environment.ProcessorCount} processors");
    if (projects.Count != 0)
        Add(report, new BuildFigures(projects, BuildRounds));
    if (withDriver)
        Add(report, new DriverFigures(SyntheticSize.Full, DriverRounds));
    report.Summarise();
    return Measured;
}

static void Add(Report report, FigureGroup group) => report.Add(group, group.Measure());

// The repository's own programs that are shadowed.
static IReadOnlyList<CleanBuild> Own()
{
    for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "ShadowGen.sln")))
            return [CleanBuild.At(Path.Combine(folder.FullName, "samples", "QuickStart")), CleanBuild.At(Path.Combine(folder.FullName, "bench", "Runtime.Benchmarks"))];
    }

    throw new InvalidOperationException("The repository's programs are not above this program: run it in the repository, or name a project with --project DIR.");
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
    Console.Error.WriteLine("usage: figures [--only driver | --only build | --project DIR] | cold RUNS | smoke");
    return WrongArguments;
}
