namespace ShadowGen.Benchmarks.Figures;

/// <summary>Measures groups of figures one after the other and reports them: what a program's <c>figures</c> verb does.</summary>
internal static class FigureRun
{
    private const int Measured = 0;
    private const int Failed = 1;

    /// <summary>All groups, or the one that is named.</summary>
    /// <param name="all">In order.</param>
    /// <param name="only">A group's name; null for all.</param>
    /// <param name="wrong">Says that there is no such group, and gives the exit code for it.</param>
    /// <returns>The program's exit code.</returns>
    public static int Run(FigureGroup[] all, string? only, Func<string, int> wrong)
    {
        var groups = Array.FindAll(all, g => only is null || g.Name == only);
        return groups.Length > 0 ? Run(groups) : wrong($"there is no group '{only}': there are {string.Join(", ", all.Select(g => g.Name))}");
    }

    /// <summary>What a group cannot measure is reported as missing, and the others are measured all the same.</summary>
    /// <param name="groups">In order.</param>
    /// <returns>The program's exit code.</returns>
    public static int Run(IEnumerable<FigureGroup> groups)
    {
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
}
