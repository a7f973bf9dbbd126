using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Shared.Model;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

public class GuardedPredictorTests
{
    private readonly List<string> _reports = [];

    [Fact]
    public void A_fault_in_anything_that_learns_is_reported_and_the_graph_goes_on()
    {
        var failing = new Failing();
        var guarded = new GuardedPredictor(failing, (exception, during) => _reports.Add($"{exception.Message}: {during}"));
        var model = new GraphModel();
        model.Add(0, "A.cs", ("Main", "A"));
        var first = guarded.Publish(model.Publish());
        failing.Fails = true;
        model.Add(10, "B.cs", ("Main", "B"));
        var graph = model.Publish();

        guarded.Learn([1, 2], 4096, continues: true);
        guarded.Observe(new CallSample { Slot = 1, Weight = 1 });
        guarded.Forget(0, 1);
        guarded.Restore(new());
        guarded.RestoreMore(1);
        guarded.Capture(new());
        var second = guarded.Publish(graph);

        Assert.Equal(["no: the order of calls was learned", "no: a measured call was learned", "no: calls of an unloaded assembly were forgotten", "no: what earlier runs learned was taken in", "no: what earlier runs learned was taken in", "no: what was learned was put into the model", "no: predictions were published"], _reports);
        Assert.Same(graph, second.Graph);
        Assert.Same(first.Needs, second.Needs);
        failing.Fails = false;
        Assert.Same(graph, guarded.Publish(graph).Needs.Graph);
        Assert.Equal(7, _reports.Count);
    }

    private sealed class Failing : IShadowPredictor
    {
        public bool Fails { get; set; }

        public long MemoryBytes => 0;

        public long Followed => 0;

        public long Learned => 0;

        public PredictionQuality Quality => default;

        public void Attach(GraphModel graph)
        {
        }

        public void SetUpperTails(ReadOnlySpan<double> shares)
        {
        }

        public void Allow(double ns)
        {
        }

        public void Learn(ReadOnlySpan<uint> window, long thread, bool continues) => Fail();

        public void Observe(in CallSample sample) => Fail();

        public void Forget(int firstSlot, int count) => Fail();

        public void Restore(PredictionPrior prior) => Fail();

        public bool RestoreMore(double ns)
        {
            Fail();
            return false;
        }

        public void Capture(ModelSource source) => Fail();

        public ShadowSnapshot Publish(CallGraph graph)
        {
            Fail();
            return new(graph, new NeedsTable(graph, [], [], [], []), NextCallTable.Empty);
        }

        private void Fail()
        {
            if (Fails) throw new InvalidOperationException("no");
        }
    }
}
