using ShadowGen.Benchmarks.Harness;
using ShadowGen.Benchmarks.Rivals;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Figures;

/// <summary>What a shadowed call adds, beside the floor and today's tools: medians over rounds and over processes.</summary>
internal sealed class CallFigures() : FigureGroup("call",
    new("call.added.tiny1", "ns"),
    new("call.added.fib", "ns"),
    new("call.added.dense", "ns"),
    new("call.added.synctask", "ns"),
    new("call.added.valuetask", "ns"),
    new("call.added.root", "ns"),
    new("call.floor.tiny1", "x", Bound.AtMost(1.5)),
    new("call.floor.fib", "x", Bound.AtMost(2.9)),
    new("call.floor.dense", "x", Bound.AtMost(2.3)),
    new("call.floor.synctask", "x", Bound.AtMost(2.0)),
    new("call.floor.valuetask", "x", Bound.AtMost(1.7)),
    new("call.control", "%", Bound.AtMost(Control.Worst)),
    new("call.ratio.stopwatch", "x", Bound.AtLeast(25)),
    new("call.ratio.activity", "x", Bound.AtLeast(110)),
    new("call.ratio.interlocked", "x"),
    new("call.ratio.opentelemetry", "x"),
    new("call.ratio.aspectinjector", "x"),
    new("call.ratio.dynamicproxy", "x"))
{
    public const string Part = "call";

    private const int Processes = 5;
    private const int RoundsPerProcess = 15;
    private const string Ours = "shadowed";
    private const string FloorName = "floor";

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var (values, control) = Control.Run(Part, Processes);
        return ToFigures(values, control);
    }

    /// <summary>In the child process.</summary>
    public static void MeasurePart()
    {
        using var activities = ActivityRival.Listen();
        using var telemetry = OpenTelemetryRival.Listen();
        Control.Answer(new Rounds(RoundsPerProcess).Measure(AllWorkloads()));
    }

    private static Dictionary<string, double> ToFigures(Dictionary<string, double> values, double control)
    {
        var figures = new Dictionary<string, double> { ["call.control"] = control };
        foreach (var (name, value) in values)
        {
            if (name.Split('.') is not [var variant, var workload]) continue;
            if (variant == Ours) figures[$"call.added.{workload}"] = value;
            else if (variant == FloorName) figures[$"call.floor.{workload}"] = values[$"{Ours}.{workload}"] / value;
            else if (workload == Tiny1.Name) figures[$"call.ratio.{variant}"] = value / values[$"{Ours}.{workload}"];
        }
        return figures;
    }

    private static List<Workload> AllWorkloads() =>
    [
        Copies.OfTiny1(
        [
            new(Ours, InFlow.Of(Tiny1.Of<Tiny1.Shadowed>())),
            new(FloorName, Tiny1.Of<Tiny1.Floor>()),
            new("stopwatch", Tiny1.Of<StopwatchRival>()),
            new("interlocked", Tiny1.Of<InterlockedRival>()),
            new("activity", Tiny1.Of<ActivityRival>()),
            new("opentelemetry", Tiny1.Of<OpenTelemetryRival>()),
            new("aspectinjector", Tiny1.Of<AspectInjectorRival>()),
            new("dynamicproxy", Tiny1.Of<DynamicProxyRival>()),
        ]),
        Copies.OfFib([new(Ours, InFlow.Of(Fib.Of<Fib.Shadowed>())), new(FloorName, Fib.Of<Fib.Floor>())]),
        Copies.OfDense([new(Ours, InFlow.Of(Dense.Of<Dense.Shadowed>())), new(FloorName, Dense.Of<Dense.Floor>())]),
        Copies.OfSyncTask([new(Ours, InFlow.Of(SyncTask.Of<SyncTask.Shadowed>())), new(FloorName, SyncTask.Of<SyncTask.Floor>())]),
        Copies.OfValueTask([new(Ours, InFlow.Of(ValueTaskSync.Of<ValueTaskSync.Shadowed>())), new(FloorName, ValueTaskSync.Of<ValueTaskSync.Floor>())]),
        Copies.OfRoot([new(Ours, SyncTask.Of<Root.Shadowed>())]),
    ];
}
