namespace ShadowGen.Generator.Effects;

/// <summary>
/// Where the object behind a value may come from, as a set of bits: shared state, <c>this</c>, a parameter, or an object that the body itself made (a site). Deep: what is read out of
/// an object has the object's own origins and those of what was stored in it. No bit at all is a value without identity.
/// </summary>
internal static class Origins
{
    public const ulong Shared = 1;
    public const ulong This = 2;

    /// <summary>An effect on a ref or out parameter itself.</summary>
    public const ulong Reference = 1UL << 62;

    private const int FirstParameter = 2;
    private const int Parameters = 16;
    private const int FirstSite = FirstParameter + Parameters;
    private const int LastSite = 61;

    /// <summary>The origins that somebody else can see.</summary>
    public const ulong Visible = (1UL << FirstSite) - 1;

    public static ulong Parameter(int ordinal) => ordinal < Parameters ? 1UL << (FirstParameter + ordinal) : Shared;

    /// <summary>The n-th object that a body makes; beyond what there are bits for, it counts as shared.</summary>
    public static ulong Site(int number) => FirstSite + number <= LastSite ? 1UL << (FirstSite + number) : Shared;

    public static IEnumerable<ulong> Each(ulong origins)
    {
        for (; origins != 0; origins &= origins - 1)
            yield return origins & (~origins + 1);
    }
}
