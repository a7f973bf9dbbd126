namespace ShadowGen.Arrivals;

/// <summary>
/// What is done to columns: one value for each root. No operation fuses a product and a sum or rounds otherwise than IEEE 754 says, so that all implementations
/// give the same bits. Spans of one call have one length; a destination may be one of the sources.
/// </summary>
internal interface IColumnMath
{
    public static abstract void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination);

    public static abstract void Add(ReadOnlySpan<float> x, float y, Span<float> destination);

    public static abstract void Subtract(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination);

    public static abstract void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination);

    public static abstract void Multiply(ReadOnlySpan<float> x, float y, Span<float> destination);

    public static abstract void Divide(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination);

    /// <summary><paramref name="x"/> times <paramref name="y"/> plus <paramref name="addend"/>, rounded twice.</summary>
    public static abstract void MultiplyAdd(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> addend, Span<float> destination);

    /// <inheritdoc cref="MultiplyAdd(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>
    public static abstract void MultiplyAdd(ReadOnlySpan<float> x, float y, ReadOnlySpan<float> addend, Span<float> destination);

    public static abstract void Abs(ReadOnlySpan<float> x, Span<float> destination);

    public static abstract void Max(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination);

    public static abstract void Max(ReadOnlySpan<float> x, float y, Span<float> destination);

    public static abstract void Min(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> destination);

    public static abstract void Min(ReadOnlySpan<float> x, float y, Span<float> destination);

    public static abstract void Sqrt(ReadOnlySpan<float> x, Span<float> destination);

    public static abstract void Floor(ReadOnlySpan<float> x, Span<float> destination);
}
