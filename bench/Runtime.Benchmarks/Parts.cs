using ShadowGen.Benchmarks.Figures;

namespace ShadowGen.Benchmarks;

/// <summary>The groups of figures, and what runs in processes of their own.</summary>
internal static class Parts
{
    public static IReadOnlyList<FigureGroup> Groups { get; } =
    [
        new CallFigures(), new AllocationFigures(), new ScalingFigures(), new OffFigures(),
        new EngineFigures(), new PredictFigures(), new RefreshFigures(), new MemoryFigures(),
    ];

    public static IReadOnlyDictionary<string, Action> Children { get; } = new Dictionary<string, Action>
    {
        [CallFigures.Part] = CallFigures.MeasurePart,
        [AllocationFigures.Part] = AllocationFigures.MeasurePart,
        [ScalingFigures.Part] = ScalingFigures.MeasurePart,
        [OffFigures.Part] = OffFigures.MeasurePart,
        [EngineFigures.Part] = EngineFigures.MeasurePart,
        [PredictFigures.Part] = PredictFigures.MeasurePart,
        [RefreshFigures.Part] = RefreshFigures.MeasurePart,
        [MemoryFigures.PartFewPlain] = () => MemoryFigures.MeasureFew(shadowed: false),
        [MemoryFigures.PartFewShadowed] = () => MemoryFigures.MeasureFew(shadowed: true),
        [MemoryFigures.PartManyPlain] = () => MemoryFigures.MeasureMany(shadowed: false),
        [MemoryFigures.PartManyShadowed] = () => MemoryFigures.MeasureMany(shadowed: true),
    };
}
