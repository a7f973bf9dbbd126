using System.Globalization;
using System.Text.RegularExpressions;
using ShadowGen.Tool.Models;

namespace ShadowGen.Tool.Diff;

/// <summary>What a figure is about.</summary>
internal enum Subject
{
    Cost,
    Calls,
    Growth,
}

/// <summary>
/// A condition that must not hold: <c>METHOD.RESOURCE.STAT OP [+|-]NUMBER[%|unit]</c>, or the word <c>superlinear</c>. A percentage or a sign is about the change from before to after,
/// any other number about the value after.
/// </summary>
/// <param name="Text">As it was written.</param>
/// <param name="Method">A name, or <c>*</c>.</param>
/// <param name="Subject">What is compared.</param>
/// <param name="Kind">For costs.</param>
/// <param name="Statistic">Of it.</param>
/// <param name="Operator"><c>&gt;</c>, <c>&gt;=</c>, <c>&lt;</c> or <c>&lt;=</c>.</param>
/// <param name="Limit">Nanoseconds, bytes, calls, an exponent, or a share.</param>
/// <param name="IsChange">About the change.</param>
/// <param name="IsShare">The change as a share of the value before.</param>
internal sealed partial record FailCondition(string Text, string Method, Subject Subject, ResourceKind Kind, Statistic Statistic, string Operator, double Limit, bool IsChange, bool IsShare)
{
    public const string Grammar = "METHOD.RESOURCE.STAT OP [+]NUMBER[%|unit], such as \"Checkout.cpu.p95 > +10%\" or \"*.growth.exponent > +0.5\", or the word superlinear";

    private static readonly Dictionary<string, double> Times = new() { ["ns"] = 1, ["us"] = 1e3, ["µs"] = 1e3, ["ms"] = 1e6, ["s"] = 1e9 };
    private static readonly Dictionary<string, double> Sizes = new() { ["B"] = 1, ["KB"] = 1024, ["MB"] = 1024 * 1024, ["GB"] = 1024.0 * 1024 * 1024 };

    /// <summary>Any method whose cost has come to grow faster than n log n.</summary>
    public bool IsSuperlinear => Text == "superlinear";

    /// <exception cref="ToolException">It is none; the message says what part is wrong.</exception>
    public static FailCondition Parse(string text)
    {
        text = text.Trim();
        if (text == "superlinear") return new(text, "*", Subject.Growth, default, Statistic.Exponent, ">", 0, true, false);
        var match = Pattern().Match(text);
        if (!match.Success) throw Wrong(text, "it must be");
        var (method, resource) = (match.Groups["method"].Value, match.Groups["resource"].Value);
        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        if (match.Groups["sign"].Value == "-") number = -number;
        var unit = match.Groups["unit"].Value;
        var (subject, kind) = SubjectOf(text, resource);
        var statistic = StatisticOf(text, subject, match.Groups["stat"].Value);
        var isShare = unit == "%";
        if (isShare && subject == Subject.Growth) throw Wrong(text, "an exponent changes by a number, not by a share:");
        return new(text, method, subject, kind, statistic, match.Groups["op"].Value, isShare ? number / 100 : number * Factor(text, subject, kind, unit), isShare || match.Groups["sign"].Length > 0, isShare);
    }

    /// <summary>Whether it holds for a change or a value.</summary>
    public bool Holds(double value) => Operator switch
    {
        ">" => value > Limit,
        ">=" => value >= Limit,
        "<" => value < Limit,
        _ => value <= Limit,
    };

    private static (Subject Subject, ResourceKind Kind) SubjectOf(string text, string resource) => resource switch
    {
        "calls" => (Subject.Calls, default),
        "growth" => (Subject.Growth, default),
        _ => Resource.TryParse(resource, out var kind) ? (Subject.Cost, kind) : throw Wrong(text, $"'{resource}' is no resource (cpu, elapsed, allocated, network, calls, growth):"),
    };

    private static Statistic StatisticOf(string text, Subject subject, string word) => (subject, word) switch
    {
        (Subject.Growth, "exponent") => Statistic.Exponent,
        (Subject.Growth, _) => throw Wrong(text, $"growth has an exponent, and no '{word}':"),
        (Subject.Calls, "total") => Statistic.Total,
        (Subject.Calls, _) => throw Wrong(text, $"calls have a total, and no '{word}':"),
        (_, "mean") => Statistic.Mean,
        (_, "p50") => Statistic.P50,
        (_, "p90") => Statistic.P90,
        (_, "p95") => Statistic.P95,
        (_, "p99") => Statistic.P99,
        (_, "total") => Statistic.Total,
        _ => throw Wrong(text, $"'{word}' is no statistic of a cost (mean, p50, p90, p95, p99, total):"),
    };

    private static double Factor(string text, Subject subject, ResourceKind kind, string unit)
    {
        if (subject != Subject.Cost) return unit.Length == 0 ? 1 : throw Wrong(text, $"'{unit}' is a unit of costs:");
        var units = kind is ResourceKind.CpuTime or ResourceKind.ElapsedTime ? Times : Sizes;
        return units.TryGetValue(unit, out var factor) ? factor : throw Wrong(text, $"{(unit.Length == 0 ? "a number without a unit" : $"'{unit}'")} is no limit of {Resource.NameOf(kind)} (%, {string.Join(", ", units.Keys)}):");
    }

    private static ToolException Wrong(string text, string why) => new($"--fail-if \"{text}\": {why} {Grammar}.");

    [GeneratedRegex(@"^(?<method>\*|\S.*?)\.(?<resource>[a-z]+)\.(?<stat>[a-z0-9]+)\s*(?<op>>=|<=|>|<)\s*(?<sign>[+-]?)(?<number>\d+(\.\d+)?)\s*(?<unit>%|[A-Za-zµ]*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
