using ShadowGen.Benchmarks.Harness;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Figures;

/// <summary>What is left of a shim when the environment says <c>SHADOWGEN=off</c>.</summary>
internal sealed class OffFigures() : FigureGroup("call.off", new Figure("call.off.tiny1", "ns", Bound.AtMost(0.2)))
{
    public const string Part = "off";

    private const int Processes = 3;
    private const int RoundsPerProcess = 21;

    public override IReadOnlyDictionary<string, double> Measure() =>
        Child.Medians([.. Enumerable.Range(0, Processes).Select(_ => Child.Run(Part, ("SHADOWGEN", "off")))]);

    /// <summary>In the child process.</summary>
    public static void MeasurePart()
    {
        const string shadowed = nameof(shadowed);
        var workload = Copies.OfTiny1([new(shadowed, Tiny1.Of<Tiny1.Shadowed>())]);
        Child.Answer("call.off.tiny1", new Rounds(RoundsPerProcess).Measure([workload]).Single(c => c.Variant == shadowed).Added);
    }
}
