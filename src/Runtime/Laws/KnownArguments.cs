using System.Numerics;
using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>
/// What calls with the very same arguments have cost, in pairs of places: of two in use, the one less used gives way once others asked for it more often than it was used.
/// One resource in each lane. Not thread-safe; a copy that was published does not change.
/// </summary>
internal sealed class KnownArguments
{
    private const int Places = 32;
    private const int MostUse = 16;
    private const float LeastRate = 0.1f;

    private readonly Entry[] _entries;

    public KnownArguments()
        : this(new Entry[Places])
    {
    }

    private KnownArguments(Entry[] entries) => _entries = entries;

    /// <summary>How much a cost of the same arguments counts where there is one, 0 to 1; the law counts the rest.</summary>
    public Vector128<float> Weight;

    public static int Bytes => Places * 32;

    /// <summary>What calls with these arguments cost, as it was learned or, in a copy that was published, 1 + cost; NaN in lanes where that is not known.</summary>
    public bool TryFind(uint exact, out Vector128<float> cost)
    {
        var at = PlaceOf(exact);
        var entries = _entries;
        var entry = entries[at].Exact == exact ? at : at + 1;
        cost = entries[entry].Cost;
        return entries[entry].Exact == exact;
    }

    /// <param name="exact">Tells the arguments from others.</param>
    /// <param name="log">Logarithms of 1 + what came.</param>
    /// <param name="isMeasured">Bits set in lanes where it was measured.</param>
    /// <param name="most">A step to it is no longer than this.</param>
    public void Learn(uint exact, Vector128<float> log, Vector128<float> isMeasured, Vector128<float> most)
    {
        var at = PlaceOf(exact);
        if (_entries[at].Exact != exact && (_entries[at + 1].Exact == exact || _entries[at + 1].Use < _entries[at].Use)) at++;
        ref var entry = ref _entries[at];
        if (entry.Exact != exact)
        {
            if (entry.Use-- > 0) return;
            entry = new() { Exact = exact, Cost = Vector128.ConditionalSelect(isMeasured, log, Lanes.Of(float.NaN)), Use = 1, Count = 1 };
            return;
        }
        var isKnown = Vector128.Equals(entry.Cost, entry.Cost);
        var stepped = entry.Cost + Lanes.Clip((log - entry.Cost) * Math.Max(LeastRate, 1f / (entry.Count + 1)), most);
        entry.Cost = Vector128.ConditionalSelect(isMeasured, Vector128.ConditionalSelect(isKnown, stepped, log), entry.Cost);
        entry.Use = (short)Math.Min(entry.Use + 1, MostUse);
        entry.Count = (short)Math.Min(entry.Count + 1, MostUse);
    }

    /// <summary>All costs so far count as if they had been so many times as large.</summary>
    public void Shift(Vector128<float> log)
    {
        foreach (ref var entry in _entries.AsSpan()) entry.Cost += log;
    }

    /// <summary>A copy that has 1 + costs instead of their logarithms.</summary>
    public KnownArguments Publish()
    {
        Entry[] entries = [.. _entries];
        foreach (ref var entry in entries.AsSpan())
        {
            if (entry.Exact != 0) entry.Cost = Vector128.ConditionalSelect(Vector128.Equals(entry.Cost, entry.Cost), Lanes.Exp(entry.Cost), entry.Cost);
        }
        return new(entries) { Weight = Weight };
    }

    private static int PlaceOf(uint exact) => (int)(exact >> (32 - BitOperations.Log2(Places))) & ~1;

    private struct Entry
    {
        public Vector128<float> Cost;
        public uint Exact;
        public short Use;
        public short Count;
    }
}
