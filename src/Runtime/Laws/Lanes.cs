using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>Small steps on vectors that have one resource in each lane.</summary>
internal static class Lanes
{
    /// <summary>Largest natural logarithm whose exponential a float holds, with room to multiply.</summary>
    private const float LargestLog = 80;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Of(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Clip(Vector128<float> value, Vector128<float> most) => Vector128.Max(-most, Vector128.Min(most, value));

    /// <summary>Exponentials; what would not fit a float is near its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Exp(Vector128<float> value) => Vector128.Exp(Clip(value, Of(LargestLog)));

    /// <summary>1 in lanes whose bits are set, 0 in others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> One(Vector128<float> mask) => mask & Vector128<float>.One;

    /// <summary>A step of a running mean: all the way for the first value, then as if it were the mean of all until that is less than <paramref name="least"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Rate(Vector128<float> count, float least) => Vector128.Max(Of(least), Vector128<float>.One / (count + Vector128<float>.One));
}
