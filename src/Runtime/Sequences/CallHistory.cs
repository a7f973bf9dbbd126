using System.Numerics;
using System.Runtime.Intrinsics;

namespace ShadowGen.Sequences;

/// <summary>The last calls that were learned, in order, as <see cref="RecordedCall"/> packs them. Not thread-safe.</summary>
/// <param name="capacity">A power of two.</param>
internal sealed class CallHistory(int capacity)
{
    private readonly uint[] _calls = new uint[capacity];

    /// <summary>Calls that were ever appended; positions from here on are not filled yet. Starts anew after 2^31 calls; what matches then is checked call by call as ever.</summary>
    public int Length { get; private set; }

    public long Bytes => (long)_calls.Length * sizeof(uint);

    public uint this[int position] => _calls[position & (capacity - 1)];

    /// <summary>Whether a position, and those up to <paramref name="margin"/> before it, have not been overwritten.</summary>
    public bool Holds(int position, int margin) => Length - position < capacity - margin;

    /// <summary>How many of these calls, from the last one backwards, are the calls before a position.</summary>
    /// <param name="calls">The latest last; no more than there are before the position.</param>
    /// <param name="position">Of a call that <see cref="Holds"/> says is there, with as many before it.</param>
    public int CommonWith(ReadOnlySpan<uint> calls, int position)
    {
        var (common, end) = (0, position & (capacity - 1));
        // In one piece, eight at a time; where the ring begins anew, and for the rest, one by one.
        for (; calls.Length - common >= Vector256<uint>.Count && end - common >= Vector256<uint>.Count; common += Vector256<uint>.Count)
        {
            var these = Vector256.Create<uint>(calls[(calls.Length - common - Vector256<uint>.Count)..]);
            var those = Vector256.Create<uint>(_calls.AsSpan(end - common - Vector256<uint>.Count));
            var differ = ~Vector256.Equals(these, those).ExtractMostSignificantBits() << (32 - Vector256<uint>.Count);
            if (differ != 0) return common + BitOperations.LeadingZeroCount(differ);
        }
        while (common < calls.Length && this[position - 1 - common] == calls[calls.Length - 1 - common]) common++;
        return common;
    }

    public void Append(uint call)
    {
        if (Length == int.MaxValue) Length = capacity;
        _calls[Length++ & (capacity - 1)] = call;
    }
}
