namespace ShadowGen.Arrivals;

/// <summary>Columns value by value: what <see cref="TensorColumns"/> is tested against.</summary>
internal readonly struct ScalarColumns : IColumnMath
{
    public static void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = x[i] + y[i];
    }

    public static void Add(ReadOnlySpan<float> x, float y, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = x[i] + y;
    }

    public static void Subtract(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = x[i] - y[i];
    }

    public static void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = x[i] * y[i];
    }

    public static void Multiply(ReadOnlySpan<float> x, float y, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = x[i] * y;
    }

    public static void Divide(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = x[i] / y[i];
    }

    public static void MultiplyAdd(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> addend, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = (x[i] * y[i]) + addend[i];
    }

    public static void MultiplyAdd(ReadOnlySpan<float> x, float y, ReadOnlySpan<float> addend, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = (x[i] * y) + addend[i];
    }

    public static void Abs(ReadOnlySpan<float> x, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = MathF.Abs(x[i]);
    }

    public static void Max(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = MathF.Max(x[i], y[i]);
    }

    public static void Max(ReadOnlySpan<float> x, float y, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = MathF.Max(x[i], y);
    }

    public static void Min(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = MathF.Min(x[i], y[i]);
    }

    public static void Min(ReadOnlySpan<float> x, float y, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = MathF.Min(x[i], y);
    }

    public static void Sqrt(ReadOnlySpan<float> x, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = MathF.Sqrt(x[i]);
    }

    public static void Floor(ReadOnlySpan<float> x, Span<float> destination)
    {
        for (var i = 0; i < x.Length; i++) destination[i] = MathF.Floor(x[i]);
    }
}
