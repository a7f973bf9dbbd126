using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>Small steps on vectors that have one resource in each lane.</summary>
internal static class Lanes
{
    /// <summary>No cost is taken or told to be more: of its square and of what factors make of it a float holds enough.</summary>
    public const float LargestCost = 1e18f;

    // The natural logarithms whose exponentials a float holds, and of the largest cost.
    private const float LargestLog = 80, LargestCostLog = 41.4f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Of(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Clip(Vector128<float> value, Vector128<float> most) => Vector128.Max(-most, Vector128.Min(most, value));

    /// <summary>Exponentials, to six digits; what would not fit a float is near its end (Moshier, Cephes mathematical library, expf).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> value)
    {
        value = Clip(value, Of(LargestLog));
        var power = Vector128.Floor((value * 1.44269504f) + Of(0.5f));
        var rest = Vector128.MultiplyAddEstimate(power, Of(-0.693359375f), value);
        rest = Vector128.MultiplyAddEstimate(power, Of(2.12194440e-4f), rest);
        var sum = Vector128.MultiplyAddEstimate(Of(1.9875691500e-4f), rest, Of(1.3981999507e-3f));
        sum = Vector128.MultiplyAddEstimate(sum, rest, Of(8.3334519073e-3f));
        sum = Vector128.MultiplyAddEstimate(sum, rest, Of(4.1665795894e-2f));
        sum = Vector128.MultiplyAddEstimate(sum, rest, Of(1.6666665459e-1f));
        sum = Vector128.MultiplyAddEstimate(sum, rest, Of(5.0000001201e-1f));
        sum = Vector128.MultiplyAddEstimate(sum, rest * rest, rest + Vector128<float>.One);
        return sum * Vector128.ShiftLeft(Vector128.ConvertToInt32(power) + Vector128.Create(127), 23).AsSingle();
    }

    /// <summary>1 in lanes whose bits are set, 0 in others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> One(Vector128<float> mask) => mask & Vector128<float>.One;

    /// <summary>A step of a running mean: all the way for the first value, then as if it were the mean of all until that is less than <paramref name="least"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Rate(Vector128<float> count, float least) => Vector128.Max(Of(least), Vector128<float>.One / (count + Vector128<float>.One));

    /// <summary>1 + a cost, brought into the range of costs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Cost(Vector128<float> value) => Vector128.Min(Vector128.Max(value, Vector128<float>.One), Of(LargestCost));

    /// <summary>1 + a cost of which a sum and the logarithm of a product were told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Mix(Vector128<float> sum, Vector128<float> productLog, Vector128<float> productWeight)
    {
        sum = Cost(sum);
        var product = Exp(Vector128.Min(Vector128.Max(productLog, Vector128<float>.Zero), Of(LargestCostLog)));
        return Cost(Vector128.MultiplyAddEstimate(productWeight, product - sum, sum)); // a rounded difference may leave 0
    }
}
