using System.Globalization;
using System.Text.RegularExpressions;

namespace ShadowGen.Fuzzer.Reduction;

/// <summary>What a smaller program must have in common with the one that differed first: else a reduction would wander off to another difference.</summary>
internal static partial class Symptom
{
    public static string Of(string difference)
    {
        var kind = difference[..difference.IndexOf(':', StringComparison.Ordinal)];
        return kind switch
        {
            "counts" => $"{kind} {Pair().Match(difference).Value} {(IsOverCounted(difference) ? "over" : "under")}",
            "skipped" => $"{kind} {Skipped().Match(difference).Value}",
            "build" or "warnings" => $"{kind} {Id().Match(difference).Value}",
            _ => kind,
        };
    }

    private static bool IsOverCounted(string difference)
    {
        var numbers = Times().Matches(difference).Select(static match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        return numbers.Count < 2 || numbers[1] > numbers[0];
    }

    [GeneratedRegex(@"\S* -> \S+")]
    private static partial Regex Pair();

    [GeneratedRegex(@"\S* -> \S+ for '[^']*'")]
    private static partial Regex Skipped();

    [GeneratedRegex(@"\b[A-Z]{2,3}\d{4}\b")]
    private static partial Regex Id();

    [GeneratedRegex(@"(\d+) times")]
    private static partial Regex Times();
}
