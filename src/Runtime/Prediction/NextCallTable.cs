using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Prediction;

/// <summary>What <see cref="NextCallModel"/> had learned at one moment. Immutable; any thread; no allocation.</summary>
internal sealed class NextCallTable(CallGraph graph, ContextRows rows)
{
    /// <summary>The most that one query answers.</summary>
    public const int MaxAnswers = 8;

    private const int MaxCandidates = NextCallModel.MaxOrder * ContextRow.Capacity;

    // Below this, shorter contexts cannot change an answer by more than half a percent.
    private const double NegligibleEscape = 1.0 / 256;

    public static NextCallTable Empty { get; } = new(CallGraph.Empty, new(ContextRows.SegmentLength));

    public CallGraph Graph => graph;

    internal ContextRows Rows => rows;

    /// <summary>The most probable next calls, the likeliest first.</summary>
    /// <param name="recentNewestLast">Slots of the calls before. A value with the top bit set hides what is before it: then, and when empty, what calls begin with is answered.</param>
    /// <param name="destination">Receives at most <see cref="MaxAnswers"/>.</param>
    /// <returns>How many were found. Their probabilities sum to at most 1.</returns>
    public int Query(ReadOnlySpan<uint> recentNewestLast, Span<NextCall> destination)
    {
        Unsafe.SkipInit(out Candidates candidates);
        var count = Blend(recentNewestLast, ref candidates);
        var wanted = Math.Min(Math.Min(destination.Length, MaxAnswers), count);
        for (var answer = 0; answer < wanted; answer++)
        {
            var best = answer;
            for (var i = answer + 1; i < count; i++)
            {
                if (candidates[i].Probability > candidates[best].Probability) best = i;
            }
            destination[answer] = new(new(graph, candidates[best].Edge), candidates[best].Probability);
            candidates[best] = candidates[answer];
        }
        return wanted;
    }

    private int Blend(ReadOnlySpan<uint> recent, ref Candidates candidates)
    {
        var context = Vector128.Create(ContextRow.Unused);
        var order = 0;
        for (; order < Math.Min(recent.Length, NextCallModel.MaxOrder) && recent[^(order + 1)] < NextCallModel.Marker; order++)
        {
            context = context.WithElement(order, recent[^(order + 1)]);
        }
        var count = 0;
        var escape = 1.0;
        if (order == 0)
        {
            ref var first = ref rows.Find(context);
            if (!Unsafe.IsNullRef(ref first)) Add(ref first, escape, ref candidates, ref count);
        }
        for (; order > 0 && escape > NegligibleEscape; order--)
        {
            ref var row = ref rows.Find(ContextRow.KeyOf(context, order));
            if (!Unsafe.IsNullRef(ref row)) escape = Add(ref row, escape, ref candidates, ref count);
        }
        return count;
    }

    // Each symbol gets its share of what the longer contexts left; the rest escapes to the shorter ones.
    private double Add(ref ContextRow row, double mass, ref Candidates candidates, ref int count)
    {
        var slots = graph.Structure.SlotEdge;
        var share = mass / (row.Total + row.Novel);
        var left = mass;
        for (var i = 0; i < ContextRow.Capacity && row.Counts[i] > 0; i++)
        {
            var probability = share * row.Counts[i];
            left -= probability;
            var slot = row.Symbols[i];
            var edge = slot < (uint)slots.Length ? slots[slot] : -1;
            if (edge >= 0) Add(edge, probability, ref candidates, ref count);
        }
        return left;
    }

    private static void Add(int edge, double probability, ref Candidates candidates, ref int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (candidates[i].Edge != edge) continue;
            candidates[i].Probability += probability;
            return;
        }
        candidates[count++] = new() { Edge = edge, Probability = probability };
    }

    private struct Candidate
    {
        public double Probability;
        public int Edge;
    }

    [InlineArray(MaxCandidates)]
    private struct Candidates
    {
        private Candidate _first;
    }
}
