namespace ShadowGen.Codebases.Results;

internal static class Median
{
    /// <summary>The middle one, or the mean of the two in the middle; null of nothing, or when one is missing.</summary>
    public static double? Of(IEnumerable<double?> values)
    {
        var sorted = values.ToList();
        if (sorted.Count == 0 || sorted.Contains(null))
            return null;
        sorted.Sort();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
