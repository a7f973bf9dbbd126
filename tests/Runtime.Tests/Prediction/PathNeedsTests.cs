using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

/// <summary>Questions asked on a thread that is inside of calls, through the real engine.</summary>
public class PathNeedsTests
{
    [Fact]
    public void What_is_still_to_come_shrinks_through_calls_and_flows()
    {
        var edges = new NestedEdges([("Main", "Job"), ("Job", "Load"), ("Job", "Work"), ("Work", "Step")]);
        for (var i = 0; i < 3; i++)
        {
            for (var call = 0; call < 400; call++) Job(null);
            Shadow.Flush();
        }
        var seen = new List<(string Where, ResourcePrediction Call, ResourcePrediction Flow)>();
        Job(where => seen.Add((where, Shadow.PredictCall(), Shadow.Predict())));

        var (begin, loaded, inStep, stepped, worked) = (seen[0], seen[1], seen[2], seen[3], seen[4]);
        var (job, work, step) = (edges.Node("Job"), edges.Node("Work"), edges.Node("Step"));
        Assert.All(seen, at => Assert.Equal(job, at.Flow.Node));
        Assert.Equal([job, job, step, work, job], seen.Select(at => at.Call.Node));
        AssertSameButForIntervals(Shadow.PredictWhole(job), begin.Call);
        AssertSameButForIntervals(Shadow.PredictWhole(step), inStep.Call);

        // Work allocates 16 KB in its step and Load 4 KB.
        Assert.InRange(Bytes(begin.Call), 20_000, 24_000);
        Assert.InRange(Bytes(loaded.Call), 16_000, 18_500);
        Assert.InRange(Bytes(inStep.Call), 16_000, 17_500);
        Assert.InRange(Bytes(inStep.Flow), 16_000, 18_500);
        Assert.InRange(Bytes(stepped.Call), 0, 1_000);
        Assert.InRange(Bytes(worked.Call), 0, 1_000);
        Assert.Equal(Bytes(begin.Call), Bytes(begin.Flow), 1e-6);
        foreach (var at in seen)
        {
            Assert.InRange(at.Flow.AllocatedBytes.Mean, at.Flow.AllocatedBytes.Low, at.Flow.AllocatedBytes.High);
            Assert.True(at.Flow.AllocatedBytes.Mean >= at.Call.AllocatedBytes.Mean - 1e-6, at.Where);
        }

        void Job(Action<string>? ask) => edges.Call("Main", "Job", () =>
        {
            ask?.Invoke("begin");
            edges.Call("Job", "Load", static () => GC.KeepAlive(new byte[4_000]));
            ask?.Invoke("loaded");
            edges.Call("Job", "Work", () =>
            {
                edges.Call("Work", "Step", () =>
                {
                    ask?.Invoke("in step");
                    GC.KeepAlive(new byte[16_000]);
                });
                ask?.Invoke("stepped");
            });
            ask?.Invoke("worked");
        });
    }

    [Fact]
    public void Outside_of_any_call_nothing_is_still_to_come()
    {
        var thread = new Thread(static () =>
        {
            Assert.False(Shadow.Predict().ElapsedTime.IsMeasured);
            Assert.False(Shadow.PredictCall().ElapsedTime.IsMeasured);
        });
        thread.Start();
        thread.Join();
        Assert.False(Shadow.PredictWhole(default).ElapsedTime.IsMeasured);
    }

    [Fact]
    public void Of_a_deep_path_the_innermost_calls_are_summed()
    {
        var edges = new NestedEdges([("Main", "Deep"), ("Deep", "Deep"), ("Deep", "End")]);
        for (var i = 0; i < 50; i++) Descend(200, null);
        Shadow.Flush();
        var isAsked = false;
        Descend(2_000, () =>
        {
            var predicted = Shadow.Predict();
            Assert.True(predicted.ElapsedTime.IsMeasured);
            Assert.Equal(edges.Node("Deep"), predicted.Node);
            Assert.InRange(predicted.AllocatedBytes.Mean, 0, double.MaxValue);
            Assert.Equal(0, Skeletons.AllocatedBytes(static () =>
            {
                GC.KeepAlive(Shadow.Predict().Node.IsEmpty ? null : "");
                GC.KeepAlive(Shadow.PredictCall().Node.IsEmpty ? null : "");
            }));
            isAsked = true;
        });
        Assert.True(isAsked);

        void Descend(int depth, Action? ask) => edges.Call("Main", "Deep", () => Further(depth, ask));

        void Further(int depth, Action? ask)
        {
            if (depth == 0) edges.Call("Deep", "End", () => ask?.Invoke());
            else edges.Call("Deep", "Deep", () => Further(depth - 1, ask));
        }
    }

    // Intervals of whole calls are those that such calls were measured to lie in.
    private static void AssertSameButForIntervals(in ResourcePrediction whole, in ResourcePrediction remaining)
    {
        Assert.Equal(whole.Node, remaining.Node);
        for (var kind = ResourceKind.CpuTime; kind <= ResourceKind.NetworkBytes; kind++)
        {
            Assert.Equal(whole[kind] with { Low = 0, High = 0 }, remaining[kind] with { Low = 0, High = 0 });
            Assert.Equal(whole[kind].IsMeasured, double.IsFinite(whole[kind].High));
        }
    }

    private static double Bytes(in ResourcePrediction prediction) => prediction.AllocatedBytes.Mean;
}
