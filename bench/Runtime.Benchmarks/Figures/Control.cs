using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Benchmarks.Figures;

/// <summary>Runs a part in several processes and refuses what the duplicate of the plain call shows to be noise.</summary>
internal static class Control
{
    /// <summary>Percent of the plain call.</summary>
    public const double Worst = 5;

    private const int Attempts = 3;

    /// <summary>Medians over processes, and the control that is farthest off, in percent.</summary>
    /// <exception cref="VoidRunException">The control was off each time.</exception>
    public static (Dictionary<string, double> Values, double Percent) Run(string part, int processes)
    {
        for (var attempt = 1; ; attempt++)
        {
            var values = Child.Medians([.. Enumerable.Range(0, processes).Select(_ => Child.Run(part))]);
            var (percent, workload) = Controls(values).Max();
            if (percent <= Worst) return (values, percent);
            var message = $"void: the duplicate of the plain call is off by {percent:0.0} % on {workload}, more than {Worst} %";
            if (attempt == Attempts) throw new VoidRunException($"{message}; tried {Attempts} times. Something else is using this machine: run again when it rests.");
            Console.Error.WriteLine($"{part}: {message}; again");
        }
    }

    /// <summary>In the child process.</summary>
    public static void Answer(IReadOnlyList<Cost> costs)
    {
        foreach (var (workload, plain) in costs.Select(c => (c.Workload, c.Plain)).Distinct()) Child.Answer($"plain.{workload}", plain);
        foreach (var cost in costs) Child.Answer($"{cost.Variant}.{cost.Workload}", cost.Added);
    }

    private static IEnumerable<(double Percent, string Workload)> Controls(Dictionary<string, double> values) =>
        values.Keys.Where(name => name.StartsWith(Rounds.Control + ".", StringComparison.Ordinal))
            .Select(name => name[(Rounds.Control.Length + 1)..])
            .Select(workload => (Math.Abs(values[$"{Rounds.Control}.{workload}"]) / values[$"plain.{workload}"] * 100, workload));
}
