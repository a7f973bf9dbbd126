using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShadowGen.Generated;

/// <summary>What emitted code makes of numbers among a measured call's arguments: how large they are. Thread-safe; never throws.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ShadowArguments
{
    /// <summary>The distance from 0; <see cref="long.MaxValue"/> for <see cref="long.MinValue"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Magnitude(long value)
    {
        var sign = value >> 63;
        var magnitude = (value ^ sign) - sign;
        return magnitude - (magnitude >>> 63);
    }

    /// <summary>The value, or <see cref="long.MaxValue"/> for a greater one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Magnitude(ulong value) => (long)Math.Min(value, long.MaxValue);

    /// <summary>The distance from 0, without its fraction; <see cref="long.MaxValue"/> for a greater one, 0 for NaN.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Magnitude(double value) => !(Math.Abs(value) < long.MaxValue) ? double.IsNaN(value) ? 0 : long.MaxValue : (long)Math.Abs(value);

    /// <summary>The distance from 0, without its fraction; <see cref="long.MaxValue"/> for a greater one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Magnitude(decimal value) => Math.Abs(value) >= long.MaxValue ? long.MaxValue : (long)Math.Abs(value);
}
