using ShadowGen.Benchmarks.Harness;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Figures;

/// <summary>
/// What shadowing adds to a call that suspends: on the thread pool by the wall clock, and on one thread by its CPU clock. The wall clock needs a machine at rest,
/// so its control stands apart: it does not void the other calls' figures.
/// </summary>
internal sealed class YieldFigures() : FigureGroup("call.yield",
    new("call.added.yield", "ns", Bound.AtMost(40)),
    new("call.added.yieldpump", "ns"),
    new("call.control.yield", "%", Bound.AtMost(Control.Worst)))
{
    public const string Part = "yield";

    private const string Ours = "shadowed";
    private const string PumpName = "yieldpump";
    private const int RoundsPerProcess = 21;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var (values, control) = Control.Run(Part, processes: 3);
        return new Dictionary<string, double>
        {
            ["call.added.yield"] = values[$"{Ours}.{YieldAsync.Name}"],
            ["call.added.yieldpump"] = values[$"{Ours}.{PumpName}"],
            ["call.control.yield"] = control,
        };
    }

    /// <summary>In the child process.</summary>
    public static void MeasurePart() => Control.Answer(new Rounds(RoundsPerProcess).Measure(
    [
        Copies.OfYield([new(Ours, YieldAsync.Of<YieldAsync.Shadowed>())]),
        new(PumpName, [Pump.Of<YieldAsync.Plain>()], [Pump.Of<YieldAsync.Control>()], [new(Ours, Pump.Of<YieldAsync.Shadowed>())]),
    ]));
}
