using ShadowGen.Benchmarks.Figures;
using ShadowGen.Benchmarks.Harness;
using ShadowGen.Prediction.Benchmarks.Data;
using ShadowGen.Prediction.Benchmarks.EndToEnd;
using ShadowGen.Prediction.Benchmarks.Figures;
using ShadowGen.Prediction.Benchmarks.Matching;
using ShadowGen.Prediction.Benchmarks.Storage;
using ShadowGen.Prediction.Benchmarks.Warm;

const int Measured = 0;
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
    return FigureRun.Run(all, only, Wrong);
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
    return FigureRun.Run([new WarmFigures(Console.Out), new MatchFigures(Checkout.Root, projects, details, Console.Out), new MergeFigures(), new KillFigures(), new MutationFigures()], only, Wrong);
}

static int Wrong(string what)
{
    Console.Error.WriteLine($"error: {what}");
    Console.Error.WriteLine("usage: figures --data FOLDER [--only GROUP] | model-figures [--only GROUP] [--project FOLDER]... [--details] | list --data FOLDER");
    return WrongArguments;
}
