using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>
/// What calls with one combination of codes cost, by their sizes: a sum of parts and a product of powers, mixed by how near each has been. One resource in each lane. Immutable;
/// any thread.
/// </summary>
internal sealed class CellLaw
{
    private readonly Vector128<float>[] _parts;
    private readonly (byte First, byte Second)[] _places;
    private readonly Vector128<float>[] _powers;

    /// <param name="shape">Which parts there may be.</param>
    /// <param name="parts">Coefficients of the sum; parts that no resource has are left out.</param>
    /// <param name="powers">The logarithm at size 0, then an exponent for each size.</param>
    public CellLaw(LawShape shape, ReadOnlySpan<Vector128<float>> parts, ReadOnlySpan<Vector128<float>> powers)
    {
        var used = new List<int>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] != Vector128<float>.Zero) used.Add(i);
        }
        _parts = new Vector128<float>[used.Count];
        _places = new (byte, byte)[used.Count];
        for (var i = 0; i < used.Count; i++) (_parts[i], _places[i]) = (parts[used[i]], (shape.Places[2 * used[i]], shape.Places[(2 * used[i]) + 1]));
        _powers = powers.ToArray();
    }

    /// <summary>How much the product of powers counts, 0 to 1; the sum counts the rest.</summary>
    public required Vector128<float> PowerWeight { get; init; }

    /// <summary>Factors from the median to the mean, to the standard deviation, and to the ends of the interval.</summary>
    public required Vector128<float> MeanFactor { get; init; }

    /// <inheritdoc cref="MeanFactor"/>
    public required Vector128<float> DeviationFactor { get; init; }

    /// <inheritdoc cref="MeanFactor"/>
    public required Vector128<float> LowFactor { get; init; }

    /// <inheritdoc cref="MeanFactor"/>
    public required Vector128<float> HighFactor { get; init; }

    /// <summary>1 + the cost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Read(in ArgumentPoint point)
    {
        var log = _powers[0];
        for (var i = 1; i < _powers.Length; i++) log = Vector128.MultiplyAddEstimate(_powers[i], Lanes.Of(point.Logs.GetElement(i - 1)), log);

        var sum = Vector128<float>.Zero;
        ref var places = ref MemoryMarshal.GetArrayDataReference(_places);
        for (var i = 0; i < _parts.Length; i++)
        {
            var (first, second) = Unsafe.Add(ref places, i);
            sum = Vector128.MultiplyAddEstimate(_parts[i], Lanes.Of(point.Term(first, second)), sum);
        }
        return Lanes.Mix(sum, log, PowerWeight);
    }
}
