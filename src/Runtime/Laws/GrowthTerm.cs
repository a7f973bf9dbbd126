namespace ShadowGen.Laws;

/// <summary>How a part of a cost grows with one size.</summary>
internal enum GrowthForm
{
    One,
    Log,
    Root,
    Linear,
    LinearLog,
    OneAndHalf,
    Square,
}

/// <summary>A part of a cost: the product of two forms, each of one size.</summary>
/// <param name="First">A form of size <paramref name="FirstSize"/>.</param>
/// <param name="FirstSize">Which of the function's sizes, from 0.</param>
/// <param name="Second">A form of size <paramref name="SecondSize"/>; <see cref="GrowthForm.One"/> in a term of one size.</param>
/// <param name="SecondSize">Which of the function's sizes, from 0.</param>
internal readonly record struct GrowthTerm(GrowthForm First, int FirstSize, GrowthForm Second = GrowthForm.One, int SecondSize = 0)
{
    public const int Forms = 7;

    /// <summary>Whether the term grows with a size.</summary>
    public bool Has(int size) => ExponentOf(First) > 0 && FirstSize == size || (ExponentOf(Second) > 0 && SecondSize == size);

    /// <summary>d log term / d log size.</summary>
    /// <param name="size">Which size.</param>
    /// <param name="log">The natural logarithm of 1 + that size.</param>
    public float Exponent(int size, float log) =>
        (FirstSize == size ? ExponentOf(First, log) : 0) + (SecondSize == size ? ExponentOf(Second, log) : 0);

    private static float ExponentOf(GrowthForm form, float log = 1) => form switch
    {
        GrowthForm.Log => 1 / Math.Max(log, 1),
        GrowthForm.Root => 0.5f,
        GrowthForm.Linear => 1,
        GrowthForm.LinearLog => 1 + (1 / Math.Max(log, 1)),
        GrowthForm.OneAndHalf => 1.5f,
        GrowthForm.Square => 2,
        _ => 0,
    };
}
