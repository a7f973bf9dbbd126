using System.Runtime.CompilerServices;

namespace ShadowGen.Costs;

/// <summary>The last costs in one context, many and few of them, and how far the median of each was from the cost that came next. Not thread-safe.</summary>
internal struct CostRow
{
    /// <summary>Costs kept for what is steady, and for what drifts.</summary>
    public const int Many = 32, Few = 8;

    private const int ErrorWindow = 24;
    private const int MostCounted = 1 << 20;
    private const int MostUse = 64;

    /// <summary>What tells the context from others in its bucket; 0: the row is free.</summary>
    public uint Check;

    /// <summary>Costs that came, at most 2^20.</summary>
    public int Count;

    /// <summary>Costs that came lately: one less whenever a context in its bucket had to give way.</summary>
    public int Use;

    /// <summary>Mean distance of the median from the next cost, the latest weighing most: of the last 32 costs, and of the last 8.</summary>
    public float ManyError, FewError;

    /// <summary>The common shift that its costs have followed.</summary>
    public float Shift;

    /// <summary>The last costs on the log scale, in a ring; infinite where none came yet.</summary>
    public ManyCosts Last;
    public FewCosts Latest;

    public readonly bool IsFree => Check == 0;

    public static CostRow Of(uint check, float error, float shift)
    {
        var row = new CostRow { Check = check, ManyError = error, FewError = error, Shift = shift };
        ((Span<float>)row.Last).Fill(float.PositiveInfinity);
        ((Span<float>)row.Latest).Fill(float.PositiveInfinity);
        return row;
    }

    /// <summary>The lower median of the last 32 costs. There must be one.</summary>
    public readonly float Median() => MedianOf(Last, Math.Min(Count, Many));

    /// <summary>The lower median of the last 8 costs. There must be one.</summary>
    public readonly float LatestMedian() => MedianOf(Latest, Math.Min(Count, Few));

    public void Add(float cost)
    {
        if (Count > 0)
        {
            var rate = 1f / Math.Min(Count + 2, ErrorWindow);
            ManyError += rate * (Math.Abs(cost - Median()) - ManyError);
            FewError += rate * (Math.Abs(cost - LatestMedian()) - FewError);
        }
        Last[Count % Many] = cost;
        Latest[Count % Few] = cost;
        Use = Math.Min(Use + 1, MostUse);
        Count = Count == MostCounted ? MostCounted - Many + 1 : Count + 1;
    }

    /// <summary>Makes its costs those that they would be after a common shift.</summary>
    /// <param name="shift">All of it.</param>
    public void Follow(float shift)
    {
        if (shift == Shift) return;
        foreach (ref var cost in (Span<float>)Last) cost = LogCost.Scale(cost, shift - Shift);
        foreach (ref var cost in (Span<float>)Latest) cost = LogCost.Scale(cost, shift - Shift);
        Shift = shift;
    }

    public void Age() => Use -= Use > 0 ? 1 : 0;

    private static float MedianOf(ReadOnlySpan<float> costs, int count)
    {
        Span<float> sorted = stackalloc float[Many];
        costs.CopyTo(sorted);
        sorted = sorted[..costs.Length];
        sorted.Sort();
        return sorted[(count - 1) / 2];
    }

    [InlineArray(Many)]
    internal struct ManyCosts
    {
        private float _first;
    }

    [InlineArray(Few)]
    internal struct FewCosts
    {
        private float _first;
    }
}
