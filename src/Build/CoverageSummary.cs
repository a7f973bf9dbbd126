using System.Globalization;

namespace ShadowGen.Build;

/// <summary>The one line that a build prints.</summary>
internal static class CoverageSummary
{
    /// <summary>Words whose plural is not the word of the skeleton with an s.</summary>
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["private-type-in-signature"] = "private types in the signature",
        ["not-interceptable"] = "not interceptable",
        ["interceptors-disabled"] = "with interceptors disabled",
        ["partial-without-body"] = "partial methods without a body",
        ["varargs"] = "varargs",
    };

    public static string Of(Coverage coverage)
    {
        var own = coverage.Own;
        var line = $"ShadowGen: {Number(own.Shadowed)} of {Number(own.Total)} call sites shadowed ({own.Percent.ToString("0.0", CultureInfo.InvariantCulture)} %)";
        if (own.Skipped + coverage.Referenced.Skipped + coverage.Services.Skipped > 0)
            line += ": " + List(coverage.Skipped);
        if (coverage.Mentioned.Count > 0)
            line += "; " + List(coverage.Mentioned) + " stay as they are";
        if (coverage.Referenced.Shadowed > 0)
            line += $"; {Plural(coverage.Referenced.Shadowed, "call")} into shadowed libraries";
        if (coverage.Services.Shadowed > 0)
            line += "; " + Plural(coverage.Services.Shadowed, "service call");
        foreach (var left in coverage.LeftOut)
            line += $"; {Plural(left.CallSites, "call")} of {Plural(left.Methods, "method")} left out as {left.Reason.Replace('-', ' ')}";
        if (coverage.Reach is { } reach)
            line += $"; {Number(coverage.ReachedMethods)} of {Plural(coverage.ShadowedMethods, "shadowed method")} called in the {Plural(reach.Runs, "run")} of the model";
        return line;
    }

    private static string List(IEnumerable<ReasonSites> reasons) => string.Join(", ", reasons.Select(static reason => $"{Number(reason.Sites.Count)} {Words(reason)}"));

    private static string Words(ReasonSites reason) =>
        Irregular.TryGetValue(reason.Reason, out var words) ? words : reason.Reason.Replace('-', ' ') + (reason.Sites.Count == 1 ? "" : "s");

    private static string Plural(int count, string word) => Number(count) + " " + word + (count == 1 ? "" : "s");

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
