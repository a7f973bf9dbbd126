namespace ShadowGen.Laws;

/// <summary>Which argument features a function has, and the parts that its costs may be made of. Immutable; one object for all functions alike.</summary>
internal sealed class LawShape
{
    /// <summary>Features of one function at most.</summary>
    public const int MaxFeatures = 4;

    /// <summary>Combinations of codes that have a law of their own; the last is shared by those beyond.</summary>
    public const int MaxCells = 4;

    private static readonly LawShape[] All = [.. Enumerable.Range(0, (MaxFeatures + 1) << MaxFeatures).Select(i => new LawShape(i >> MaxFeatures, i & ((1 << MaxFeatures) - 1)))];

    private readonly byte[] _places;

    private LawShape(int features, int codes)
    {
        Features = features;
        Codes = codes & ((1 << features) - 1);
        Sizes = [.. Enumerable.Range(0, features).Where(f => (Codes >> f & 1) == 0)];
        Terms = TermsOf(Sizes.Length);
        _places = [.. Terms.SelectMany(t => new[] { PlaceOf(t.First, t.FirstSize), PlaceOf(t.Second, t.SecondSize) })];
    }

    public int Features { get; }

    /// <summary>A bit for each feature that is a code.</summary>
    public int Codes { get; }

    /// <summary>The features that are sizes.</summary>
    public int[] Sizes { get; }

    /// <summary>The parts, the constant first.</summary>
    public GrowthTerm[] Terms { get; }

    public int Cells => Codes == 0 ? 1 : MaxCells;

    /// <summary>Where an <see cref="ArgumentPoint"/> has the two factors of each term.</summary>
    public ReadOnlySpan<byte> Places => _places;

    /// <param name="features">How many, at most <see cref="MaxFeatures"/>; those beyond do not count.</param>
    /// <param name="codes">A bit for each that is a code and no size.</param>
    public static LawShape Of(int features, int codes) => All[(Math.Clamp(features, 0, MaxFeatures) << MaxFeatures) | (codes & ((1 << MaxFeatures) - 1))];

    private static byte PlaceOf(GrowthForm form, int size) => (byte)(((int)form * MaxFeatures) + size);

    // Fewer forms for each size where there are more sizes: the sum is what a call may cost to learn.
    private static GrowthTerm[] TermsOf(int sizes)
    {
        GrowthForm[] forms = sizes switch
        {
            1 => [GrowthForm.Log, GrowthForm.Root, GrowthForm.Linear, GrowthForm.LinearLog, GrowthForm.OneAndHalf, GrowthForm.Square],
            2 => [GrowthForm.Root, GrowthForm.Linear, GrowthForm.LinearLog, GrowthForm.Square],
            3 => [GrowthForm.Root, GrowthForm.Linear, GrowthForm.Square],
            _ => [GrowthForm.Linear, GrowthForm.Square],
        };
        var terms = new List<GrowthTerm> { new(GrowthForm.One, 0) };
        for (var size = 0; size < sizes; size++) terms.AddRange(forms.Select(f => new GrowthTerm(f, size)));
        if (sizes == 2) terms.AddRange([new(GrowthForm.Linear, 0, GrowthForm.Log, 1), new(GrowthForm.Log, 0, GrowthForm.Linear, 1)]);
        for (var first = 0; first < Math.Min(sizes, 3); first++)
        {
            for (var second = first + 1; second < Math.Min(sizes, 3); second++) terms.Add(new(GrowthForm.Linear, first, GrowthForm.Linear, second));
        }
        return [.. terms];
    }
}
