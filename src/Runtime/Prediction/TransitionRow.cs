using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShadowGen.Prediction;

/// <summary>What a function did next in one state: after it began, or after its last call. Counts of outcomes that are forgotten by halving; one cache line.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct TransitionRow
{
    /// <summary>Outcomes that are kept apart; what others came to is counted together.</summary>
    public const int Outcomes = 8;

    /// <summary>A count that reaches it halves all counts of its row: old ones weigh less the more came since.</summary>
    public const ushort HalvedAt = 8_192;

    /// <summary>The outcome that is no call.</summary>
    public const int Return = 0;

    /// <summary>The state: <see cref="KeyOf"/>; 0 for an empty row.</summary>
    [FieldOffset(0)]
    public ulong Key;

    [FieldOffset(8)]
    private Identities _identity;

    [FieldOffset(40)]
    private Counts _count;

    /// <summary>Times that an outcome came which is not kept apart.</summary>
    [FieldOffset(56)]
    public ushort Other;

    /// <summary>The hand of the clock when the row was last counted in: see <see cref="TransitionRows"/>.</summary>
    [FieldOffset(58)]
    public ushort Turn;

    /// <summary>Times that the state was left.</summary>
    [FieldOffset(60)]
    public uint Total;

    /// <param name="node">The function.</param>
    /// <param name="sibling">1 + the function that it called last; 0 when it has called none.</param>
    public static ulong KeyOf(int node, int sibling) => ((ulong)(uint)(node + 1) << 32) | (uint)sibling;

    /// <summary>1 + the function that was called, or <see cref="Return"/>; valid while <see cref="CountAt"/> is above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int OutcomeAt(int index) => _identity[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int CountAt(int index) => _count[index];

    /// <summary>Counts that the state was left for an outcome.</summary>
    public void Count(int outcome)
    {
        Total++;
        var least = 0;
        for (var i = 0; i < Outcomes; i++)
        {
            if (_count[i] > 0 && _identity[i] == outcome)
            {
                if (++_count[i] >= HalvedAt) Halve();
                return;
            }
            if (_count[i] < _count[least]) least = i;
        }
        // One that came once may be chance: it gives way, as the least in a space-saving sketch does, but is not counted as its successor.
        if (_count[least] <= 1)
        {
            Other += _count[least];
            _identity[least] = outcome;
            _count[least] = 1;
        }
        else
        {
            Other += 2;
            _count[least]--;
        }
        if (Other >= HalvedAt) Halve();
    }

    private void Halve()
    {
        var total = (uint)(Other >>= 1);
        for (var i = 0; i < Outcomes; i++) total += _count[i] >>= 1;
        Total = total;
    }

    [InlineArray(Outcomes)]
    private struct Identities
    {
        private int _first;
    }

    [InlineArray(Outcomes)]
    private struct Counts
    {
        private ushort _first;
    }
}
