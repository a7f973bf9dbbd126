namespace ShadowGen.QuickStart.Querying;

/// <summary>Sets of documents as ascending numbers.</summary>
internal static class SortedSets
{
    public static int[] Intersect(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        var result = new int[Math.Min(left.Length, right.Length)];
        var count = 0;
        for (int l = 0, r = 0; l < left.Length && r < right.Length;)
        {
            if (left[l] == right[r])
            {
                result[count++] = left[l++];
                r++;
            }
            else if (left[l] < right[r])
            {
                l++;
            }
            else
            {
                r++;
            }
        }
        return result[..count];
    }

    public static int[] Union(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        var result = new int[left.Length + right.Length];
        var count = 0;
        for (int l = 0, r = 0; l < left.Length || r < right.Length;)
        {
            if (r == right.Length || (l < left.Length && left[l] < right[r]))
            {
                result[count++] = left[l++];
            }
            else
            {
                if (l < left.Length && left[l] == right[r]) l++;
                result[count++] = right[r++];
            }
        }
        return result[..count];
    }
}
