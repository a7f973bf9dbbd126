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
    private const float Nothing = 0.01f;

    private readonly Vector128<float>[] _parts;
    private readonly (byte First, byte Second)[] _places;
    private readonly Vector128<float>[] _powers;

    private readonly Vector128<float> _powerWeight;

    /// <param name="shape">Which parts there may be.</param>
    /// <param name="parts">Coefficients of the sum; parts that no resource has are left out.</param>
    /// <param name="powers">The logarithm at size 0, then an exponent for each size.</param>
    /// <param name="powerWeight">How much the product of powers counts, 0 to 1; the sum counts the rest. What counts next to nothing is left out.</param>
    public CellLaw(LawShape shape, ReadOnlySpan<Vector128<float>> parts, ReadOnlySpan<Vector128<float>> powers, Vector128<float> powerWeight)
    {
        powerWeight = Vector128.ConditionalSelect(Vector128.LessThan(powerWeight, Lanes.Of(Nothing)), Vector128<float>.Zero, powerWeight);
        _powerWeight = Vector128.ConditionalSelect(Vector128.GreaterThan(powerWeight, Lanes.Of(1 - Nothing)), Vector128<float>.One, powerWeight);
        _powers = _powerWeight == Vector128<float>.Zero ? [] : powers.ToArray();
        var summed = Vector128.LessThan(_powerWeight, Vector128<float>.One);
        var used = new List<int>();
        for (var i = 0; i < parts.Length; i++)
        {
            if ((parts[i] & summed) != Vector128<float>.Zero) used.Add(i);
        }
        _parts = new Vector128<float>[used.Count];
        _places = new (byte, byte)[used.Count];
        for (var i = 0; i < used.Count; i++) (_parts[i], _places[i]) = (parts[used[i]], (shape.Places[2 * used[i]], shape.Places[(2 * used[i]) + 1]));
    }

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
        var sum = Vector128<float>.Zero;
        ref var places = ref MemoryMarshal.GetArrayDataReference(_places);
        for (var i = 0; i < _parts.Length; i++)
        {
            var (first, second) = Unsafe.Add(ref places, i);
            sum = Vector128.MultiplyAddEstimate(_parts[i], Lanes.Of(point.Term(first, second)), sum);
        }
        var powers = _powers;
        if (powers.Length == 0) return Lanes.Cost(sum);
        var log = powers[0];
        for (var i = 1; i < powers.Length; i++) log = Vector128.MultiplyAddEstimate(powers[i], Lanes.Of(point.LogOf(i - 1)), log);
        return Lanes.Mix(sum, log, _powerWeight);
    }
}
