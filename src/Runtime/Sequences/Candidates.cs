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

    private const uint Uncounted = (uint)Never << 16;

    private readonly ushort[] _outcomes = new ushort[Places];
    private readonly float[] _scores = new float[Max];
    private readonly byte[] _order = new byte[Max];
    private readonly uint[] _counted = new uint[Max * Contexts];

    /// <summary>Where an outcome may be, by its low byte: what is found there is checked.</summary>
    private readonly byte[] _guesses = new byte[256];

    public int Count { get; private set; }

    /// <summary>Sum of counts in each context, of the outcomes that were not ruled out.</summary>
    public int[] Remaining { get; } = new int[Contexts];

    /// <summary>Bit n: context n has a row.</summary>
    public uint Known { get; private set; }

    public void Clear()
    {
        Count = 0;
        Array.Clear(Remaining);
        Known = 0;
    }

    /// <summary>The outcome of a rank that <see cref="Rank"/> has found.</summary>
    public ushort OutcomeAt(int rank) => _outcomes[_order[rank]];

    /// <summary>What each context has counted of the outcome of a rank that <see cref="Rank"/> has found: see <see cref="CountOf"/> and <see cref="AgeOf"/>.</summary>
    public ReadOnlySpan<uint> At(int rank) => _counted.AsSpan(_order[rank] * Contexts, Contexts);

    public static int CountOf(uint counted) => (ushort)counted;

    public static int AgeOf(uint counted) => (int)(counted >> 16);

    public void Expect(int match, int outcome)
    {
        if (outcome != MatchModel.Nothing) _scores[PlaceFor((ushort)outcome)] += WeightOfMatch[match];
    }

    /// <param name="context">0 to <see cref="SequenceContexts.Count"/> − 1; each once, after <see cref="Clear"/>.</param>
    /// <param name="row">Cells of <see cref="CountTable"/>, ended by a count of 0.</param>
    [MethodImpl(MethodImplOptions.NoInlining)] // It has registers enough for its own loop, not for its caller's as well.
    public void Add(int context, ReadOnlySpan<uint> row)
    {
        var total = CountTable.Sum(row);
        if (total == 0) return;
        Known |= 1u << context;
        var share = (context >= LongContextsFrom ? WeightOfLongContexts : 1) / (total + 0.4f);
        // Summed anew: while a reader looks, the row may be written, and what remains must be the sum of what is taken.
        var remaining = 0;
        var age = (uint)Latest << 16;
        ref var counted = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_counted), context);
        ref var scores = ref MemoryMarshal.GetArrayDataReference(_scores);
        foreach (var cell in row)
        {
            var count = CountTable.CountOf(cell);
            if (count == 0) break;
            remaining += count;
            var candidate = PlaceFor(CountTable.OutcomeOf(cell));
            if (candidate >= 0)
            {
                Unsafe.Add(ref scores, candidate) += count * share;
                Unsafe.Add(ref counted, candidate * Contexts) = (uint)count | age;
            }
            age = (uint)Earlier << 16;
        }
        Remaining[context] = remaining;
    }

    /// <summary>Finds the one that scored most of those that have no rank yet; of equals, the one that was met first. Ranks are asked for in their order, each once.</summary>
    public void Rank(int rank)
    {
        var scores = _scores.AsSpan(0, Count);
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best]) best = i;
        }
        scores[best] = float.NegativeInfinity;
        _order[rank] = (byte)best;
    }

    // The place of an outcome, below Max; a new one if it has none yet, below 0 if there is none left.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PlaceFor(ushort outcome)
    {
        int guess = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_guesses), (byte)outcome);
        return guess < Count && Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_outcomes), guess) == outcome ? guess : Search(outcome);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Search(ushort outcome)
    {
        var place = PlaceOf(outcome);
        if (place >= Count)
        {
            if (Count == Max) return -1;
            place = Count++;
            (_outcomes[place], _scores[place]) = (outcome, 0);
            _counted.AsSpan(place * Contexts, Contexts).Fill(Uncounted);
        }
        _guesses[(byte)outcome] = (byte)place;
        return place;
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
