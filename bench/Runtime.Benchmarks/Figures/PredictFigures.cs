using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Harness;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Figures;

/// <summary>What a question to the predictor costs, asked inside a shadowed call of a learned graph.</summary>
internal sealed class PredictFigures() : FigureGroup("predict",
    new("predict.needs", "ns", Bound.AtMost(20)),
    new("predict.flow", "ns"),
    new("predict.next3", "ns", Bound.AtMost(100)),
    new("predict.shadow", "ns", Bound.AtMost(60)),
    new("predict.allocated", "B", Bound.AtMost(0)))
{
    public const string Part = "predict";

    private const int Repetitions = 45;
    private const int Questions = 20_000;

    private static readonly NextCall[] NextCalls = new NextCall[3];

    public override IReadOnlyDictionary<string, double> Measure() => Child.Run(Part);

    /// <summary>In the child process.</summary>
    public static void MeasurePart()
    {
        Batch[] learned =
        [
            InFlow.Of(Tiny1.Of<Tiny1.Shadowed>()), InFlow.Of(Fib.Of<Fib.Shadowed>()), InFlow.Of(Dense.Of<Dense.Shadowed>()),
            InFlow.Of(SyncTask.Of<SyncTask.Shadowed>()), InFlow.Of(ValueTaskSync.Of<ValueTaskSync.Shadowed>()), InFlow.Of(FourArguments.Call),
        ];
        Warmup.Run(learned);
        Shadow.Flush();
        InFlow.Of(units =>
        {
            Ask();
            return units;
        })(1);
    }

    private static void Ask()
    {
        Warmup.Run([Needs, Flow, Next, FourArguments.Ask]);
        Child.Answer("predict.needs", Cost(Needs));
        Child.Answer("predict.flow", Cost(Flow));
        Child.Answer("predict.next3", Cost(Next));
        Child.Answer("predict.shadow", Cost(FourArguments.Ask));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var questions = Needs(Questions) + Flow(Questions) + Next(Questions) + FourArguments.Ask(Questions);
        Child.Answer("predict.allocated", (double)(GC.GetAllocatedBytesForCurrentThread() - before) / questions);
    }

    private static double Cost(Batch batch)
    {
        var costs = new List<double>();
        for (var i = 0; i < Repetitions; i++)
        {
            var start = Clock.ThreadCpu();
            batch(Questions);
            costs.Add((Clock.ThreadCpu() - start) / Questions);
        }
        return Statistics.LowerQuartile(costs);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Needs(int questions)
    {
        for (var i = 0; i < questions; i++) Consume(Shadow.PredictCall());
        return questions;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Flow(int questions)
    {
        for (var i = 0; i < questions; i++) Consume(Shadow.Predict());
        return questions;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Next(int questions)
    {
        var sum = 0;
        for (var i = 0; i < questions; i++) sum += Shadow.PredictNext(NextCalls);
        Sink.Take(sum);
        return questions;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Consume(in ResourcePrediction prediction) => _ = prediction;
}
