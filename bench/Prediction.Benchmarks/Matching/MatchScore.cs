using ShadowGen.Model;

namespace ShadowGen.Prediction.Benchmarks.Matching;

/// <summary>Matches of one program after one refactoring, held against what was done. Methods that have the same id are not counted: nothing has to be found there.</summary>
/// <param name="Methods">Of the program, after it.</param>
/// <param name="Changed">Methods that have another id than before.</param>
/// <param name="Found">Those of them that were matched with what they were.</param>
/// <param name="Made">Matches under another id, by whatever way but likeness.</param>
/// <param name="Right">Those that are right.</param>
internal sealed record MatchScore(int Methods, int Changed, int Found, int Made, int Right)
{
    public static MatchScore None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>In percent; not a number where nothing changed.</summary>
    public double Recall => 100.0 * Found / Changed;

    /// <inheritdoc cref="Recall"/>
    public double Precision => 100.0 * Right / Made;

    public static MatchScore operator +(MatchScore left, MatchScore right) =>
        new(left.Methods + right.Methods, left.Changed + right.Changed, left.Found + right.Found, left.Made + right.Made, left.Right + right.Right);

    /// <param name="old">The methods of before.</param>
    /// <param name="current">Those of after.</param>
    /// <param name="report">Matches.</param>
    /// <param name="oldIds">Documentation ids of before by tag.</param>
    /// <param name="currentIds">Those of after.</param>
    /// <param name="wrong">Gets what was not found, and what was found and is wrong.</param>
    public static MatchScore Of(
        IReadOnlyCollection<MatchMethod> old, IReadOnlyCollection<MatchMethod> current, MatchReport report, Dictionary<string, string> oldIds, Dictionary<string, string> currentIds, List<string> wrong)
    {
        var oldById = old.ToDictionary(static method => method.DocumentationId, StringComparer.Ordinal);
        var now = current.ToDictionary(static method => method.Id);
        var counterpart = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (tag, id) in currentIds)
        {
            if (oldIds.TryGetValue(tag, out var before) && oldById.ContainsKey(before)) counterpart.TryAdd(id, before);
        }
        var (changed, found, made, right) = (0, 0, 0, 0);
        foreach (var match in report.Matches)
        {
            var method = now[match.Id];
            var expected = counterpart.GetValueOrDefault(method.DocumentationId) is { } before && before != method.DocumentationId ? oldById[before] : null;
            var isMade = match.Way is MatchWay.Print or MatchWay.Neighbours or MatchWay.Name;
            var isRight = isMade && expected?.Id == match.OldId;
            if (expected is not null) changed++;
            if (isMade) made++;
            if (isRight) (found, right) = (found + 1, right + 1);
            if (isMade && !isRight) wrong.Add($"wrong {match.Way}: {report.Describe(match)}, is {expected?.DocumentationId ?? "new"}");
            else if (expected is not null && !isRight) wrong.Add($"missed: {expected.DocumentationId} -> {method.DocumentationId} {match.Way} {expected.Print?.Tokens} -> {method.Print?.Tokens} tokens, {(method.Print is { } print && expected.Print is { } other ? print.Similarity(other) : -1):0.00}, callers {expected.Callers.Length} callees {expected.Callees.Length}");
        }
        return new(current.Count, changed, found, made, right);
    }
}
