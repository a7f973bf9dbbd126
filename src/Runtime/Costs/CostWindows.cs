using System.Runtime.CompilerServices;

namespace ShadowGen.Costs;

/// <summary>Long samples of the costs of contexts (<see cref="SortedSample"/>), hashed in buckets; in a full one that with the fewest costs lately gives way. Not thread-safe.</summary>
/// <param name="windows">A power of two, <see cref="Ways"/> or more.</param>
internal sealed class CostWindows(int windows)
{
    public const int Absent = -1, Ways = 4;

    /// <summary>Costs that a window holds.</summary>
    public const int Capacity = 1024;

    private const int MostUse = 1 << 14;

    private readonly float[] _costs = new float[windows * Capacity];
    private readonly Head[] _heads = new Head[windows];
    private uint _random = 0x9E37_79B9;

    /// <summary>The least cost that a share of them does not exceed.</summary>
    /// <param name="sorted">Ascending; one or more.</param>
    /// <param name="share">0 to 1.</param>
    public static float QuantileOf(ReadOnlySpan<float> sorted, float share) => sorted[Math.Clamp((int)MathF.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];

    public long Bytes => (_costs.LongLength * sizeof(float)) + (_heads.LongLength * Unsafe.SizeOf<Head>());

    /// <summary>The costs of a window, ascending; one or more.</summary>
    public ReadOnlySpan<float> this[int window] => _costs.AsSpan(window * Capacity, _heads[window].Count);

    /// <summary>The window of a context, or <see cref="Absent"/>.</summary>
    public int Find(uint hash)
    {
        var first = FirstOf(hash);
        for (var i = first; i < first + Ways; i++)
        {
            if (_heads[i].Check == (hash | 1)) return i;
        }
        return Absent;
    }

    /// <summary>A window for a context that has none, with what came so far.</summary>
    /// <param name="hash">Of the context.</param>
    /// <param name="costs">At most <see cref="Capacity"/>; one or more.</param>
    /// <param name="shift">The common shift so far.</param>
    public void Insert(uint hash, ReadOnlySpan<float> costs, float shift)
    {
        var first = FirstOf(hash);
        var victim = first;
        for (var i = first; i < first + Ways; i++)
        {
            if (_heads[i].Use < _heads[victim].Use) victim = i;
        }
        for (var i = first; i < first + Ways; i++) _heads[i].Use -= _heads[i].Use >> 3; // what is not used grows old
        _costs.AsSpan(victim * Capacity, Capacity).Fill(float.PositiveInfinity);
        var sorted = _costs.AsSpan(victim * Capacity, costs.Length);
        costs.CopyTo(sorted);
        sorted.Sort();
        _heads[victim] = new() { Check = hash | 1, Use = costs.Length, Count = costs.Length, Shift = shift };
    }

    /// <summary>Makes its costs those that they would be after a common shift.</summary>
    public void Follow(int window, float shift)
    {
        ref var head = ref _heads[window];
        if (shift == head.Shift) return;
        foreach (ref var cost in _costs.AsSpan(window * Capacity, head.Count)) cost = LogCost.Scale(cost, shift - head.Shift);
        head.Shift = shift;
    }

    public void Add(int window, float cost)
    {
        ref var head = ref _heads[window];
        head.Use = Math.Min(head.Use + 1, MostUse);
        SortedSample.Add(_costs.AsSpan(window * Capacity, Capacity), ref head.Count, cost, Next());
    }

    private uint Next()
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        return _random ^= _random << 5;
    }

    private int FirstOf(uint hash) => (int)(hash & (uint)(windows - 1)) & ~(Ways - 1);

    private struct Head
    {
        public uint Check;
        public int Use, Count;
        public float Shift;
    }
}
