using ShadowGen.Generator.Benchmarks.Figures;
using ShadowGen.Generator.Benchmarks.Synthetic;

namespace ShadowGen.Generator.Benchmarks;

/// <summary>Everything once, small: that sources compile before and after each edit, that each contestant runs, and that each figure has a value.</summary>
internal static class Smoke
{
    /// <exception cref="InvalidOperationException">Something of it does not hold.</exception>
    public static void Run(TextWriter output)
    {
        foreach (var everything in new[] { false, true })
        {
            var project = SyntheticProject.Create(SyntheticSize.Small, everything);
            Check.Compiles(project);
            foreach (var edit in Enum.GetValues<Edit>())
                Check.Compiles(project = project.With(edit, 1));
            output.WriteLine($"sources {SyntheticSize.Small.Files} files, {project.CountInvocations()} invocations");
        }

        var figures = new DriverFigures(SyntheticSize.Small, rounds: 2);
        var values = figures.Measure();
        var missing = figures.Figures.Where(figure => !values.ContainsKey(figure.Name)).Select(static figure => figure.Name).ToList();
        if (missing.Count != 0)
            throw new InvalidOperationException($"No value for {string.Join(", ", missing)}.");
        output.WriteLine($"figures {values.Count}");
    }
}
