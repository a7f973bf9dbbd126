using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Prediction;

/// <summary>What followed one context: one cache line. The context itself is the key, so that no two are ever taken for one another.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct ContextRow
{
    public const int Capacity = 6;

    /// <summary>Slots of the context, newest first; <see cref="Unused"/> beyond its order.</summary>
    public Vector128<uint> Key;

    /// <summary>Events seen in this context; 0 for an empty row.</summary>
    public uint Total;

    /// <summary>How often an event was new here: what the chance to escape is estimated from.</summary>
    public ushort Novel;

    /// <summary>When the row was used last, in turns of the table.</summary>
    public ushort Turn;

    public SymbolArray Symbols;

    public CountArray Counts;

    /// <summary>No slot: a slot has its top bit clear.</summary>
    public const uint Unused = uint.MaxValue;

    /// <summary>The key of the <paramref name="order"/> newest of <paramref name="newestFirst"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> KeyOf(Vector128<uint> newestFirst, int order) =>
        newestFirst | Vector128.GreaterThanOrEqual(Vector128<uint>.Indices, Vector128.Create((uint)order));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(Vector128<uint> key)
    {
        var halves = key.AsUInt64();
        var mixed = (halves[0] * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft(halves[1] * 0xC2B2AE3D27D4EB4F, 31);
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
        return (uint)(mixed >> 32);
    }

    /// <summary>Counts an event. A symbol beyond the capacity wears down the rarest one before it takes its place (Misra, Gries 1982).</summary>
    public void Count(uint symbol)
    {
        if (Total >= ushort.MaxValue) Halve();
        Total++;
        var rarest = 0;
        for (var i = 0; i < Capacity; i++)
        {
            if (Counts[i] == 0)
            {
                Symbols[i] = symbol;
                Counts[i] = 1;
                Novel++;
                return;
            }
            if (Symbols[i] == symbol)
            {
                Counts[i]++;
                return;
            }
            if (Counts[i] < Counts[rarest]) rarest = i;
        }
        if (Novel < ushort.MaxValue) Novel++;
        if (--Counts[rarest] > 0) return;
        Symbols[rarest] = symbol;
        Counts[rarest] = 1;
    }

    /// <summary>Forgets symbols of a range of slots. False: nothing is left.</summary>
    public bool Forget(uint first, uint count)
    {
        var kept = 0;
        for (var i = 0; i < Capacity && Counts[i] > 0; i++)
        {
            if (Symbols[i] - first < count)
            {
                Total -= Counts[i];
                Counts[i] = 0;
                if (Novel > 0) Novel--;
                continue;
            }
            var (symbol, n) = (Symbols[i], Counts[i]);
            Counts[i] = 0;
            Symbols[kept] = symbol;
            Counts[kept++] = n;
        }
        return kept > 0;
    }

    // Keeps counts in 16 bits, and lets old habits fade.
    private void Halve()
    {
        Total = 0;
        var kept = 0;
        for (var i = 0; i < Capacity; i++)
        {
            var half = (ushort)(Counts[i] / 2);
            Counts[i] = 0;
            if (half == 0) continue;
            Symbols[kept] = Symbols[i];
            Counts[kept++] = half;
            Total += half;
        }
        Novel = (ushort)Math.Max(kept, Novel / 2);
    }

    [InlineArray(Capacity)]
    public struct SymbolArray
    {
        private uint _first;
    }

    [InlineArray(Capacity)]
    public struct CountArray
    {
        private ushort _first;
    }
}
