using ShadowGen.Benchmarks.Figures;
using ShadowGen.Prediction.Benchmarks.Data;
using ShadowGen.Prediction.Benchmarks.EndToEnd;
using ShadowGen.Prediction.Benchmarks.Figures;
using ShadowGen.Prediction.Benchmarks.Matching;
using ShadowGen.Prediction.Benchmarks.Storage;
using ShadowGen.Prediction.Benchmarks.Warm;

const int Measured = 0;
const int Failed = 1;
const int WrongArguments = 2;

try
{
    return args switch
    {
        ["list", "--data", var folder] => List(folder),
        ["figures", "--data", var folder] => Figures(folder, null),
        ["figures", "--data", var folder, "--only", var group] => Figures(folder, group),
        ["model-figures", .. var options] => ModelFigures(options),
        [FirstSecond.Verb, var recording] => await FirstSecond.RunAsync(recording),
        [SavingChild.Verb, var file, var run] => SavingChild.Run(file, run),
        [WarmChild.Verb, var file] => await WarmChild.RunAsync(file),
        [RecordingChild.Verb, var folder] => await RecordingChild.RunAsync(folder),
        [] => Wrong("say what to do"),
        _ => Wrong($"there is no '{string.Join(' ', args)}'"),
    };
}
catch (InvalidDataException e)
{
    return Wrong(e.Message);
}

static int List(string folder)
{
    foreach (var set in CallSet.ReadAll(folder))
        Console.WriteLine($"{set.Name,-24}{set.Sequences.Length,8} sequences {set.Events,10} events {set.Operations,6} operations, {set.Extra ?? "no resource"}, hold-out {(set.HoldsOutTails ? "tails" : "sequences")}");
    return Measured;
}

static int Figures(string folder, string? only)
{
    FigureGroup[] all = [new SequenceFigures(folder, Console.Out), new SequenceCostFigures(folder, Console.Out), new NeedsFigures(folder, Console.Out), new SolverFigures(), new SampleFigures(), new ArrivalFigures(folder, Console.Out), new LawFigures(folder, Console.Out), new ArgumentFigures(Console.Out), new EndToEndFigures(Console.Out)];
    return Measure(all, only);
}

static int ModelFigures(string[] options)
{
    string? only = null;
    var projects = new List<string>();
    var details = false;
    for (var i = 0; i < options.Length; i++)
    {
        if (options[i] == "--details") details = true;
        else if (options[i] == "--only" && i + 1 < options.Length) only = options[++i];
        else if (options[i] == "--project" && i + 1 < options.Length) projects.Add(options[++i]);
        else return Wrong($"there is no '{options[i]}'");
    }
    return Measure([new WarmFigures(Console.Out), new MatchFigures(Root(), projects, details, Console.Out), new MergeFigures(), new KillFigures(), new MutationFigures()], only);
}

static string Root()
{
    for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "ShadowGen.sln"))) return folder.FullName;
    }
    throw new InvalidDataException("the repository's programs are not above this program: run it in the repository");
}

static int Measure(FigureGroup[] all, string? only)
{
    var groups = Array.FindAll(all, g => only is null || g.Name == only);
    if (groups.Length == 0) return Wrong($"there is no group '{only}': there are {string.Join(", ", all.Select(g => g.Name))}");
    var report = new Report(Console.Out);
    var exit = Measured;
    foreach (var group in groups)
    {
        try
        {
            report.Add(group, group.Measure());
        }
        catch (InvalidOperationException e)
        {
            Console.Error.WriteLine($"{group.Name}: {e.Message}");
            report.Add(group, new Dictionary<string, double>());
            exit = Failed;
        }
    }
    report.Summarise();
    return exit;
}

static int Wrong(string what)
{
    Console.Error.WriteLine($"error: {what}");
    Console.Error.WriteLine("usage: figures --data FOLDER [--only GROUP] | model-figures [--only GROUP] [--project FOLDER]... [--details] | list --data FOLDER");
    return WrongArguments;
}
