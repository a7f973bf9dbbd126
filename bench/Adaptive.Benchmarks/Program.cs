using System.Globalization;
using ShadowGen.Adaptive.Benchmarks;
using ShadowGen.Adaptive.Benchmarks.Figures;
using ShadowGen.Benchmarks.Figures;

// Figures of the adaptive runtime, beside the rivals that act without knowing what comes: figures [--only GROUP].
const int Measured = 0, WrongArguments = 1, Failed = 3;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return args switch
{
    ["figures"] => Figures(null),
    ["figures", "--only", var group] => Figures(group),
    ["run", "limiter"] => RealRun.Print(Console.Out),
    _ => Wrong(args.Length == 0 ? "nothing was asked for" : $"'{string.Join(' ', args)}' is not one of the commands"),
};

static int Figures(string? only)
{
    FigureGroup[] all = [new LimiterFigures(Console.Out)];
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
        catch (VoidRunException e)
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
    Console.Error.WriteLine("usage: figures [--only GROUP] | run limiter");
    return WrongArguments;
}
