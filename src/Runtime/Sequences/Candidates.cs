using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Sequences;

/// <summary>The outcomes that any context or match knows, the likeliest first, and what each context has counted of each. Not thread-safe.</summary>
internal sealed class Candidates
{
    /// <summary>More outcomes than these are left to chance.</summary>
    public const int Max = 24;

    /// <summary>It came out last; it came out before that; it never did, in that context.</summary>
    public const int Latest = 0, Earlier = 1, Never = 2;

    private const int Contexts = SequenceContexts.Count;
    private const float WeightOfLongContexts = 2;
    private const int LongContextsFrom = 12;
    private static readonly float[] WeightOfMatch = [1, 4, 6];

    /// <summary>Places for outcomes: two vectors.</summary>
    private const int Places = 32;

    private readonly ushort[] _outcomes = new ushort[Places];
    private readonly float[] _scores = new float[Max];
    private readonly byte[] _order = new byte[Max];
    private readonly ushort[] _counts = new ushort[Max * Contexts];
    private readonly byte[] _ages = new byte[Max * Contexts];

    public int Count { get; private set; }

    /// <summary>Sum of counts in each context, of the outcomes that were not ruled out.</summary>
    public int[] Remaining { get; } = new int[Contexts];

    /// <summary>Whether the context has a row.</summary>
    public bool[] IsKnown { get; } = new bool[Contexts];

    public void Clear()
    {
        Count = 0;
        Array.Clear(Remaining);
        Array.Clear(IsKnown);
    }

    public ushort OutcomeAt(int rank) => _outcomes[_order[rank]];

    public (int Count, int Age) In(int context, int rank)
    {
        var at = (_order[rank] * Contexts) + context;
        return (_counts[at], _ages[at]);
    }

    public void Expect(int match, int outcome)
    {
        if (outcome != MatchModel.Nothing) Find((ushort)outcome, WeightOfMatch[match]);
    }

    /// <param name="context">0 to <see cref="SequenceContexts.Count"/> − 1; each once, after <see cref="Clear"/>.</param>
    /// <param name="row">Pairs of outcome and count, ended by a count of 0.</param>
    public void Add(int context, ReadOnlySpan<ushort> row)
    {
        var total = 0;
        for (var i = 1; i < row.Length && row[i] != 0; i += 2) total += row[i];
        if (total == 0) return;
        IsKnown[context] = true;
        var share = (context >= LongContextsFrom ? WeightOfLongContexts : 1) / (total + 0.4f);
        // Summed anew: while a reader looks, the row may be written, and what remains must be the sum of what is taken.
        var remaining = 0;
        for (var i = 0; i < row.Length; i += 2)
        {
            var count = row[i + 1];
            if (count == 0) break;
            remaining += count;
            var candidate = Find(row[i], count * share);
            if (candidate < 0) continue;
            var at = (candidate * Contexts) + context;
            _counts[at] = count;
            _ages[at] = (byte)(i == 0 ? Latest : Earlier);
        }
        Remaining[context] = remaining;
    }

    /// <summary>Orders them by what they scored.</summary>
    public void Rank()
    {
        for (var i = 1; i < Count; i++)
        {
            for (var j = i; j > 0 && _scores[_order[j]] > _scores[_order[j - 1]]; j--) (_order[j], _order[j - 1]) = (_order[j - 1], _order[j]);
        }
    }

    private int Find(ushort outcome, float score)
    {
        var known = PlaceOf(outcome);
        if (known < Count)
        {
            _scores[known] += score;
            return known;
        }
        if (Count == Max) return -1;
        (_outcomes[Count], _scores[Count], _order[Count]) = (outcome, score, (byte)Count);
        _counts.AsSpan(Count * Contexts, Contexts).Clear();
        _ages.AsSpan(Count * Contexts, Contexts).Fill(Never);
        return Count++;
    }

    // Compares all places at once; those beyond the count, which hold what was there before, are masked.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PlaceOf(ushort outcome)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(_outcomes);
        var wanted = Vector256.Create(outcome);
        var low = Vector256.Equals(Vector256.LoadUnsafe(ref first), wanted).ExtractMostSignificantBits();
        var high = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)Vector256<ushort>.Count), wanted).ExtractMostSignificantBits();
        return BitOperations.TrailingZeroCount((low | (high << Vector256<ushort>.Count)) & ((1u << Count) - 1));
    }
}
