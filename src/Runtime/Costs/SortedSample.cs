namespace ShadowGen.Costs;

/// <summary>
/// A sample of costs in ascending order. When it is full, a new cost takes the place of one drawn at random (Aggarwal, "On biased reservoir sampling in the presence of stream
/// evolution", VLDB 2006): after as many costs as it holds, 37 % of it are older.
/// </summary>
internal static class SortedSample
{
    /// <param name="room">As many costs as fit.</param>
    /// <param name="count">How many of them are held.</param>
    /// <param name="cost">To be taken in.</param>
    /// <param name="random">Draws which gives way.</param>
    public static void Add(Span<float> room, ref int count, float cost, uint random)
    {
        var gap = count < room.Length ? count++ : (int)(((ulong)random * (uint)room.Length) >> 32);
        var sorted = room[..count];
        var at = PlaceOf(sorted, cost, gap);
        if (at > gap) sorted[(gap + 1)..(at + 1)].CopyTo(sorted[gap..]);
        else sorted[at..gap].CopyTo(sorted[(at + 1)..]);
        sorted[at] = cost;
    }

    // How many costs are below this one, that in the gap not counted.
    private static int PlaceOf(ReadOnlySpan<float> sorted, float cost, int gap)
    {
        var low = 0;
        var high = sorted.Length - 1;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle < gap ? middle : middle + 1] < cost) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
