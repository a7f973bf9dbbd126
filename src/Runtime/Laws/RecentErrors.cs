using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>The last eight errors of a law: when all but one are large and of one sign, the law has changed. Not thread-safe.</summary>
internal struct RecentErrors
{
    public const int Length = 8;

    // Pairs to compare that sort eight values (Batcher, "Sorting networks and their applications", 1968).
    private static ReadOnlySpan<byte> Network =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 0, 2, 1, 3, 4, 6, 5, 7, 1, 2, 5, 6, 0, 4, 1, 5, 2, 6, 3, 7, 2, 4, 3, 5, 1, 2, 3, 4, 5, 6,
    ];

    private Values _values;
    private int _next;

    public void Add(Vector128<float> error)
    {
        _values[_next] = error;
        _next = (_next + 1) % Length;
    }

    /// <summary>Errors so far are as if the law had foretold so much more.</summary>
    public void Shift(Vector128<float> log)
    {
        foreach (ref var value in (Span<Vector128<float>>)_values) value -= log;
    }

    /// <summary>How far all but one of the errors lie beyond on one side, and a median of them; each 0 where they differ in sign.</summary>
    public readonly (Vector128<float> AllButOne, Vector128<float> Middle) Read()
    {
        var sorted = _values;
        for (var i = 0; i < Network.Length; i += 2)
        {
            var (a, b) = (sorted[Network[i]], sorted[Network[i + 1]]);
            sorted[Network[i]] = Vector128.Min(a, b);
            sorted[Network[i + 1]] = Vector128.Max(a, b);
        }
        return (NearerToZero(sorted[1], sorted[Length - 2]), NearerToZero(sorted[(Length / 2) - 1], sorted[Length / 2]));
    }

    private static Vector128<float> NearerToZero(Vector128<float> low, Vector128<float> high) => Vector128.Max(low, Vector128<float>.Zero) + Vector128.Min(high, Vector128<float>.Zero);

    [InlineArray(Length)]
    private struct Values
    {
        private Vector128<float> _first;
    }
}
