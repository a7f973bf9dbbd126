namespace ShadowGen.Codebases.Results;

/// <summary>What shadowed runs did otherwise than all plain runs.</summary>
/// <param name="Differences">Name and what differs.</param>
/// <param name="Flaky">Names whose outcome differs among the plain runs themselves: these prove nothing.</param>
internal sealed record Comparison(IReadOnlyList<string> Differences, IReadOnlyList<string> Flaky)
{
    public static Comparison Of(IReadOnlyList<TestResults> plain, IReadOnlyList<TestResults> shadowed)
    {
        // Tests with random data in their names have another name in each run: these are compared by method, as a number of outcomes.
        var unstable = plain.SelectMany(run => run.Outcomes.Keys).Where(name => plain.Any(run => !run.Outcomes.ContainsKey(name))).Select(MethodOf).ToHashSet(StringComparer.Ordinal);
        var expected = plain.Select(run => Fold(run, unstable)).ToList();
        var actual = shadowed.Select(run => Fold(run, unstable)).ToList();

        var flaky = new List<string>();
        var differences = new List<string>();
        foreach (var name in expected.Concat(actual).SelectMany(run => run.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var before = expected.Select(run => run.GetValueOrDefault(name, "absent")).Distinct(StringComparer.Ordinal).ToList();
            if (before.Count > 1)
            {
                flaky.Add(name);
                continue;
            }

            var other = actual.Select(run => run.GetValueOrDefault(name, "absent")).Where(outcome => outcome != before[0]).ToList();
            if (other.Count > 0)
                differences.Add($"{name}: plain {before[0]}, shadowed {string.Join(" or ", other.Distinct(StringComparer.Ordinal))} in {other.Count} of {actual.Count} runs");
        }

        return new Comparison(differences, flaky);
    }

    private static Dictionary<string, string> Fold(TestResults run, HashSet<string> unstable) =>
        run.Outcomes
            .GroupBy(o => unstable.Contains(MethodOf(o.Key)) ? MethodOf(o.Key) : o.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => string.Join(',', g.SelectMany(o => o.Value.Split(',')).GroupBy(o => o).OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => g.Count() > 1 || o.Count() > 1 ? $"{o.Count()} {o.Key}" : o.Key)), StringComparer.Ordinal);

    private static string MethodOf(string name)
    {
        var parenthesis = name.IndexOf('(', StringComparison.Ordinal);
        return parenthesis < 0 ? name : name[..parenthesis];
    }
}
