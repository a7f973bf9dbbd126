using System.Numerics;
using System.Runtime.Intrinsics;

namespace ShadowGen.Costs;

/// <summary>
/// A sample of costs in ascending order. When it is full, a new cost takes the place of one drawn at random (Aggarwal, "On biased reservoir sampling in the presence of stream
/// evolution", VLDB 2006): after as many costs as it holds, 37 % of it are older.
/// </summary>
internal static class SortedSample
{
    private const int Counted = 128;

    /// <summary>Takes in a cost.</summary>
    /// <param name="room">Infinite from <paramref name="count"/> on; a multiple of 8.</param>
    /// <param name="count">How many are held.</param>
    /// <param name="cost">Finite.</param>
    /// <param name="random">Draws which gives way.</param>
    public static void Add(Span<float> room, ref int count, float cost, uint random)
    {
        var gap = count < room.Length ? count++ : (int)(((ulong)random * (uint)room.Length) >> 32);
        var at = Below(room, cost) - (room[gap] < cost ? 1 : 0);
        if (at > gap) room[(gap + 1)..(at + 1)].CopyTo(room[gap..]);
        else if (at < gap) room[at..gap].CopyTo(room[(at + 1)..]);
        room[at] = cost;
    }

    // How many costs are less. Halves that are wide are ruled out one by one; what is left is counted without branches.
    private static int Below(ReadOnlySpan<float> sorted, float cost)
    {
        var first = 0;
        var length = sorted.Length;
        while (length > Counted)
        {
            length /= 2;
            if (sorted[first + length - 1] < cost) first += length;
        }
        var at = Vector256.Create(cost);
        var below = first;
        for (var i = first; i + Vector256<float>.Count <= first + length; i += Vector256<float>.Count)
            below += BitOperations.PopCount(Vector256.LessThan(Vector256.Create(sorted[i..]), at).ExtractMostSignificantBits());
        return below;
    }
}
