namespace ShadowGen.Costs;

/// <summary>
/// Tells which part of a call's cost is not that of calls inside it which ended before, so that one slow call within many is one piece of news. Calls are known by their operation and
/// that of their caller; the last 32 are remembered. Not thread-safe.
/// </summary>
internal sealed class NestedCosts
{
    private const int Kept = 32, Nobody = -1;

    private readonly int[] _callers = new int[Kept];
    private readonly float[] _costs = new float[Kept];
    private int _at;

    public static long Bytes => Kept * (sizeof(int) + sizeof(float));

    public NestedCosts() => Array.Fill(_callers, Nobody);

    /// <summary>The own part of a call's cost, 0 to 1. To be asked of each call, in the order in which they end.</summary>
    /// <param name="operation">0 or more.</param>
    /// <param name="caller">By whom it was called; below 0 when that is not known.</param>
    /// <param name="cost">On the log scale.</param>
    public float OwnPart(int operation, int caller, float cost)
    {
        var whole = (float)LogCost.ToCost(cost);
        var inside = 0f;
        for (int i; (i = _callers.AsSpan().IndexOf(operation)) >= 0;)
        {
            inside += _costs[i];
            _callers[i] = Nobody;
        }
        (_callers[_at], _costs[_at]) = (caller, whole);
        _at = (_at + 1) % Kept;
        return whole > inside ? 1 - (inside / whole) : 0;
    }
}
