using ShadowGen.Adaptive.Benchmarks;
using ShadowGen.Adaptive.Benchmarks.Actuators;
using ShadowGen.Adaptive.Benchmarks.Burst;
using ShadowGen.Adaptive.Benchmarks.Cgroups;
using ShadowGen.Adaptive.Benchmarks.Cold;
using ShadowGen.Adaptive.Benchmarks.Figures;
using ShadowGen.Adaptive.Benchmarks.ReadAhead;
using ShadowGen.Adaptive.Benchmarks.Runaways;
using ShadowGen.Adaptive.Benchmarks.Sizing;
using ShadowGen.Adaptive.Benchmarks.Speculation;
using ShadowGen.Benchmarks.Figures;

const int WrongArguments = 2;

return args switch
{
    [BurstChild.Verb, .. var rest] => BurstChild.Run(rest),
    [CgroupChild.Verb] => CgroupChild.Run(),
    [IndexChild.Verb, .. var rest] => IndexChild.Run(rest),
    [ActuatorChild.Verb] => ActuatorChild.Run(),
    ["run", "limiter"] => RealRun.Print(Console.Out),
    ["figures", .. var options] => Figures(options),
    [] => Wrong("say what to do"),
    _ => Wrong($"there is no '{string.Join(' ', args)}'"),
};

static int Figures(string[] options)
{
    string? only = null;
    string? data = null;
    for (var i = 0; i < options.Length; i++)
    {
        if (options[i] == "--only" && i + 1 < options.Length) only = options[++i];
        else if (options[i] == "--data" && i + 1 < options.Length) data = options[++i];
        else return Wrong($"there is no '{options[i]}'");
    }
    FigureGroup[] all = [new BurstFigures(Console.Out), new SizingFigures(data, Console.Out), new CgroupFigures(Console.Out), new ActuatorFigures(Console.Out), new ColdFigures(Console.Out), new SpeculationFigures(Console.Out), new ReadAheadFigures(Console.Out), new LimiterFigures(Console.Out), new RunawayFigures(Console.Out)];
    return FigureRun.Run(all, only, Wrong);
}

static int Wrong(string what)
{
    Console.Error.WriteLine($"error: {what}");
    Console.Error.WriteLine("usage: figures [--only GROUP] [--data FOLDER] | run limiter");
    return WrongArguments;
}
