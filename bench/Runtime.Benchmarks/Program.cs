using ShadowGen.Benchmarks;
using ShadowGen.Benchmarks.Designs;
using ShadowGen.Benchmarks.Figures;
using ShadowGen.Benchmarks.Harness;

const int Measured = 0;
const int WrongArguments = 2;
const int DesignRounds = 21;

return args switch
{
    ["figures"] => FigureRun.Run(Parts.Groups),
    ["figures", "--only", var name] => Only(name),
    ["list"] => List(),
    ["designs"] => DesignRun.Print(DesignRounds, Console.Out),
    [Child.Verb, var part] when Parts.Children.TryGetValue(part, out var run) => Part(run),
    [] => Wrong("say what to do"),
    ["figures", ..] => Wrong($"'figures' takes nothing, or --only NAME, not '{string.Join(' ', args.Skip(1))}'"),
    _ => Wrong($"there is no '{string.Join(' ', args)}'"),
};

static int Only(string name)
{
    var groups = Parts.Groups.Where(g => g.Name == name || g.Name.StartsWith(name + ".", StringComparison.Ordinal)).ToList();
    return groups.Count > 0 ? FigureRun.Run(groups) : Wrong($"there is no group of figures '{name}'; there are {string.Join(", ", Parts.Groups.Select(g => g.Name))}");
}

static int List()
{
    foreach (var group in Parts.Groups)
    {
        foreach (var figure in group.Figures) Console.WriteLine($"{group.Name,-16}{figure.Name,-28}{figure.Unit,-6}{figure.Bound}");
    }
    return Measured;
}

static int Part(Action run)
{
    run();
    return Measured;
}

static int Wrong(string what)
{
    Console.Error.WriteLine($"error: {what}");
    Console.Error.WriteLine("usage: figures [--only GROUP] | list | designs");
    return WrongArguments;
}
