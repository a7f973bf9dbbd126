namespace ShadowGen.QuickStart.Querying;

/// <summary>How many letters to add, drop or change (Levenshtein), whatever their case.</summary>
internal static class EditDistance
{
    /// <param name="left">Up to 64 characters.</param>
    /// <param name="right">Up to 64 characters.</param>
    /// <param name="limit">Stop above this.</param>
    /// <returns>The distance, or <paramref name="limit"/> + 1 when it is larger.</returns>
    public static int Between(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit) return limit + 1;
        Span<int> row = stackalloc int[right.Length + 1];
        for (var i = 0; i < row.Length; i++) row[i] = i;
        for (var l = 1; l <= left.Length; l++)
        {
            var diagonal = row[0];
            row[0] = l;
            var least = l;
            for (var r = 1; r < row.Length; r++)
            {
                var changed = diagonal + (char.ToUpperInvariant(left[l - 1]) == char.ToUpperInvariant(right[r - 1]) ? 0 : 1);
                diagonal = row[r];
                row[r] = Math.Min(changed, Math.Min(row[r], row[r - 1]) + 1);
                least = Math.Min(least, row[r]);
            }
            if (least > limit) return limit + 1;
        }
        return Math.Min(row[^1], limit + 1);
    }
}
