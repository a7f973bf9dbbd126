using System.Numerics;

namespace ShadowGen.Costs;

/// <summary>
/// What all nodes together know of the ends of intervals: how far from the median those of a node with few costs lie, by how few, and which share must be aimed at so that as
/// many costs of all nodes lie beyond as should. Not thread-safe.
/// </summary>
internal sealed class CommonEnds
{
    private const int Levels = 6;
    private const float FirstOffset = 2.5f, OffsetStep = 0.2f;
    private const float TailStep = 0.0001f, MostCorrection = 0.01f;
    private const float ExcessRate = 1f / 250;

    private readonly float[] _offsets = new float[Levels];
    private readonly bool _upper;

    /// <param name="upper">These are high ends.</param>
    /// <param name="tail">Share of costs that should lie beyond.</param>
    public CommonEnds(bool upper, float tail)
    {
        (_upper, Wanted, Tail) = (upper, tail, tail);
        Array.Fill(_offsets, FirstOffset);
    }

    public long Bytes => _offsets.Length * (long)sizeof(float);

    /// <summary>Share of costs that should lie beyond.</summary>
    public float Wanted { get; }

    /// <summary>Share that is aimed at, within one percent of the one wanted.</summary>
    public float Tail { get; private set; }

    /// <summary>Share of costs that lay beyond, the last 250 weighing most, less what should.</summary>
    public float Excess { get; private set; }

    /// <summary>How far from the median the end of a node lies that had this many costs, in expected errors.</summary>
    public float Offset(int count) => _offsets[LevelOf(count)];

    /// <summary>Takes in a cost of any node.</summary>
    /// <param name="forecast">What was foretold of it.</param>
    /// <param name="error">Expected of the median.</param>
    /// <param name="count">How many costs the node had.</param>
    /// <param name="cost">What came.</param>
    public void Learn(in CostInterval forecast, float error, int count, float cost)
    {
        var (sign, end) = _upper ? (1, forecast.High) : (-1, forecast.Low);
        var surplus = IntervalEnd.Surplus(sign * (cost - end), Wanted);
        Tail = Math.Clamp(Tail - (TailStep * surplus), Wanted - MostCorrection, Wanted + MostCorrection);
        Excess += (surplus - Excess) * ExcessRate;
        if (count > IntervalEnd.Few) return;
        ref var offset = ref _offsets[LevelOf(count)];
        offset += OffsetStep * IntervalEnd.Surplus((sign * (cost - forecast.Median)) - (offset * error), Wanted);
    }

    private static int LevelOf(int count) => Math.Min(Levels - 1, BitOperations.Log2((uint)count + 1));
}
