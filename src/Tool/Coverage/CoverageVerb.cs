extern alias build;

using System.CommandLine;
using System.Globalization;
using build::ShadowGen.Build;
using ShadowGen.Tool.Models;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Coverage;

/// <summary><c>coverage</c>: how many of the call sites of built assemblies are shadowed, and why the others are not.</summary>
internal static class CoverageVerb
{
    public static Command Create(Screen screen)
    {
        var assemblies = new Argument<string[]>("assemblies") { Description = "Built assemblies (.dll).", Arity = ArgumentArity.OneOrMore };
        var min = new Option<double?>("--min") { Description = "End with 1 when an assembly has less than so many percent of its call sites shadowed." };
        min.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var given) && given is not (>= 0 and <= 100)) result.AddError($"--min is {result.Tokens[0].Value}: it is a percentage, 0 to 100.");
        });
        var sites = CommonOptions.Number("--sites", 10, 0, "How many places to list for each reason.");
        var json = CommonOptions.Json();
        var command = new Command("coverage", "Shows how many call sites of shadowed methods are intercepted, and why the others stay plain calls: as the build's report does.") { assemblies, min, sites, json };
        command.SetAction(parsed =>
        {
            var read = parsed.GetValue(assemblies)!.Select(path => new build::ShadowGen.Build.Coverage(AssemblyInput.Load(screen, path).Skeletons.ConvertAll(Skeleton.Parse))).ToList();
            return Show(screen, read, parsed.GetValue(min) ?? 0, parsed.GetValue(sites), parsed.GetValue(json));
        });
        return command;
    }

    /// <returns>The exit code: whether each assembly has the least percentage.</returns>
    internal static int Show(Screen screen, IReadOnlyList<build::ShadowGen.Build.Coverage> read, double least, int sites, bool isJson)
    {
        if (isJson) screen.Output.WriteLine("[" + string.Join(",\n", read.Select(coverage => CoverageJson.Of(coverage).TrimEnd())) + "]");
        else foreach (var coverage in read) Write(screen, coverage, sites);
        var failed = read.Where(coverage => coverage.Own.Percent < least).ToList();
        foreach (var coverage in failed) screen.Complain(string.Create(CultureInfo.InvariantCulture, $"{coverage.Assembly}: {coverage.Own.Percent:0.0}% of the call sites are shadowed, fewer than --min {least}%."));
        return failed.Count > 0 ? ExitCode.GateFailed : ExitCode.Ok;
    }

    private static void Write(Screen screen, build::ShadowGen.Build.Coverage coverage, int sites)
    {
        screen.Heading($"{coverage.Assembly}: {Units.Plural(coverage.ShadowedMethods, "shadowed method")}");
        var table = new TextTable("Call sites of", "#All", "#Shadowed", "#Percent");
        foreach (var (name, count) in new[] { ("its own methods", coverage.Own), ("referenced libraries", coverage.Referenced), ("services", coverage.Services) })
            table.Add(name, Units.Count(count.Total), Units.Count(count.Shadowed), count.Total == 0 ? Units.Unknown : count.Percent.ToString("0.0", CultureInfo.InvariantCulture));
        screen.Write(table);
        WriteReasons(screen, coverage, "Plain calls", coverage.Skipped, sites);
        WriteReasons(screen, coverage, "Uses that are no calls", coverage.Mentioned, sites);
        foreach (var left in coverage.LeftOut) screen.Line($"Left out by choice: {Units.Plural(left.CallSites, "call")} of {Units.Plural(left.Methods, "method")} ({left.Reason})");
    }

    private static void WriteReasons(Screen screen, build::ShadowGen.Build.Coverage coverage, string title, IReadOnlyList<ReasonSites> reasons, int sites)
    {
        foreach (var reason in reasons)
        {
            screen.Line($"{title}: {reason.Reason}, {Units.Count(reason.Sites.Count)}");
            foreach (var site in reason.Sites.Take(sites)) screen.Line($"  {site.File}({site.Skip.Line},{site.Skip.Column}): {coverage.NameOf(site.Skip.Callee)}");
            if (sites > 0 && reason.Sites.Count > sites) screen.Line($"  and {Units.Count(reason.Sites.Count - sites)} more");
        }
    }
}
