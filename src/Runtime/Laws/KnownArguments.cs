using System.Numerics;
using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>What calls with the very same arguments have cost. A full place is taken over when others asked for it more often than it was used. One resource in each lane.</summary>
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

    public static int Bytes => Places * 48;

    /// <summary>Logarithms of what calls with these arguments cost; NaN in lanes where that is not known.</summary>
    public bool TryFind(uint exact, out Vector128<float> log)
    {
        ref var entry = ref _entries[PlaceOf(exact)];
        log = entry.Log;
        return entry.Exact == exact;
    }

    /// <param name="exact">Tells the arguments from others.</param>
    /// <param name="log">Logarithms of what came.</param>
    /// <param name="isMeasured">Bits set in lanes where it was measured.</param>
    /// <param name="most">A step to it is no longer than this.</param>
    public void Learn(uint exact, Vector128<float> log, Vector128<float> isMeasured, Vector128<float> most)
    {
        ref var entry = ref _entries[PlaceOf(exact)];
        if (entry.Exact != exact)
        {
            if (entry.Use-- > 0) return;
            entry = new() { Exact = exact, Log = Vector128.ConditionalSelect(isMeasured, log, Lanes.Of(float.NaN)), Use = 1, Count = 1 };
            return;
        }
        var isKnown = Vector128.Equals(entry.Log, entry.Log);
        var stepped = entry.Log + Lanes.Clip((log - entry.Log) * Math.Max(LeastRate, 1f / (entry.Count + 1)), most);
        entry.Log = Vector128.ConditionalSelect(isMeasured, Vector128.ConditionalSelect(isKnown, stepped, log), entry.Log);
        entry.Use = Math.Min(entry.Use + 1, MostUse);
        entry.Count = Math.Min(entry.Count + 1, MostUse);
    }

    /// <summary>All costs so far count as if they had been so many times as large.</summary>
    public void Shift(Vector128<float> log)
    {
        foreach (ref var entry in _entries.AsSpan()) entry.Log += log;
    }

    public KnownArguments Copy() => new([.. _entries]) { Weight = Weight };

    private static int PlaceOf(uint exact) => (int)(exact >> (32 - BitOperations.Log2(Places)));

    private struct Entry
    {
        public Vector128<float> Log;
        public uint Exact;
        public int Use;
        public int Count;
    }
}
