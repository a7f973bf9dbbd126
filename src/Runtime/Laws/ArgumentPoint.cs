using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>The arguments of one call as laws see them: each size in all growth forms, codes as one number.</summary>
internal struct ArgumentPoint
{
    /// <summary>Sizes beyond count as this in growth terms: their squares and the sums of those stay finite.</summary>
    private const float LargestSize = 1 << 30;

    // Sizes in this unit keep squares of terms, over squares of costs, within what a float holds.
    private const float Unit = 1f / 1024;
    private const float Log2OfE = 1.44269504f;
    private const uint Golden = 0x9E37_79B1;

    private FormValues _forms;

    /// <summary>Natural logarithms of 1 + size, in the order of the sizes; 0 beyond.</summary>
    public Vector128<float> Logs;

    /// <summary>Tells combinations of codes apart; 0 where there are none.</summary>
    public uint Codes;

    /// <summary>Tells arguments from those with other codes, or sizes of another quarter of an octave; never 0.</summary>
    public readonly uint Near
    {
        get
        {
            var bins = Vector128.ConvertToInt32(Logs * (4 * Log2OfE)).AsUInt32() * Vector128.Create(0x85EB_CA6Bu, 0xC2B2_AE35u, 0x27D4_EB2Fu, 0x1656_67B1u);
            var near = (Codes ^ Vector128.Sum(bins)) * Golden;
            return (near ^ (near << 15)) | 1;
        }
    }

    /// <summary>Tells arguments from all others; never 0.</summary>
    /// <param name="shape">How many count.</param>
    /// <param name="arguments">At least as many.</param>
    public static uint Exact(LawShape shape, ReadOnlySpan<long> arguments)
    {
        var exact = 1u;
        foreach (var value in arguments[..shape.Features])
        {
            exact = (exact ^ (uint)value ^ (uint)(value >>> 32)) * Golden;
            exact ^= exact >> 15;
        }
        return exact | 1;
    }

    /// <summary>The value of a part, from the places of its factors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Term(int firstPlace, int secondPlace)
    {
        ref var values = ref Unsafe.As<FormValues, float>(ref Unsafe.AsRef(in _forms));
        return Unsafe.Add(ref values, firstPlace) * Unsafe.Add(ref values, secondPlace);
    }

    /// <summary>The natural logarithm of 1 + a size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float LogOf(int size) => Unsafe.Add(ref Unsafe.As<Vector128<float>, float>(ref Unsafe.AsRef(in Logs)), size);

    /// <summary>The values of all parts, each in all lanes.</summary>
    public readonly void Terms(LawShape shape, Span<Vector128<float>> terms)
    {
        var places = shape.Places;
        for (var i = 0; i < terms.Length; i++) terms[i] = Lanes.Of(Term(places[2 * i], places[(2 * i) + 1]));
    }

    /// <param name="shape">Which of the arguments are sizes.</param>
    /// <param name="arguments">At least as many as the shape has features; those beyond do not count.</param>
    /// <param name="point">The same arguments, seen so.</param>
    public static void Read(LawShape shape, ReadOnlySpan<long> arguments, out ArgumentPoint point)
    {
        Unsafe.SkipInit(out point);
        var sizes = shape.Sizes.Length switch
        {
            0 => Vector128<float>.Zero,
            1 => Vector128.CreateScalar(SizeOf(arguments[shape.Sizes[0]])),
            2 => Vector128.Create(SizeOf(arguments[shape.Sizes[0]]), SizeOf(arguments[shape.Sizes[1]]), 0, 0),
            3 => Vector128.Create(SizeOf(arguments[shape.Sizes[0]]), SizeOf(arguments[shape.Sizes[1]]), SizeOf(arguments[shape.Sizes[2]]), 0),
            _ => Vector128.Create(SizeOf(arguments[0]), SizeOf(arguments[1]), SizeOf(arguments[2]), SizeOf(arguments[3])),
        };
        var codes = 0u;
        if (shape.Codes != 0)
        {
            for (var i = 0; i < shape.Features; i++)
            {
                if ((shape.Codes >> i & 1) != 0) codes = (((codes ^ (uint)arguments[i]) * Golden) ^ (codes >> 13)) | 1;
            }
        }
        point.Codes = codes;
        point.Logs = Vector128.Log(sizes + Vector128<float>.One);
        var unit = Vector128.Min(sizes, Vector128.Create(LargestSize)) * Unit;
        var root = Vector128.Sqrt(unit);
        var log = point.Logs * Log2OfE;
        ref var forms = ref Unsafe.As<FormValues, Vector128<float>>(ref point._forms);
        forms = Vector128<float>.One;
        Unsafe.Add(ref forms, (int)GrowthForm.Log) = log;
        Unsafe.Add(ref forms, (int)GrowthForm.Root) = root;
        Unsafe.Add(ref forms, (int)GrowthForm.Linear) = unit;
        Unsafe.Add(ref forms, (int)GrowthForm.LinearLog) = unit * log;
        Unsafe.Add(ref forms, (int)GrowthForm.OneAndHalf) = unit * root;
        Unsafe.Add(ref forms, (int)GrowthForm.Square) = unit * unit;
    }

    private static float SizeOf(long value) => MathF.Abs(value);

    [InlineArray(GrowthTerm.Forms)]
    private struct FormValues
    {
        private Vector128<float> _first;
    }
}
