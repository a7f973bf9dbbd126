using System.Runtime.Intrinsics;
using ShadowGen.Costs;
using ShadowGen.Counters;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Shared.Model;

namespace ShadowGen.Model;

/// <summary>Turns what a model knows into what this process begins with.</summary>
internal static class ModelPriors
{
    private const int CostsOfNode = 48;

    /// <summary>Calls that stand for all that had like arguments.</summary>
    private const int MostOfKind = 8;

    /// <summary>Flows of restored windows: ids that flows of this process come to last.</summary>
    private const uint FirstFlow = 0x7F00_0000;

    private static readonly double[] NormalScores = [0, 1.15, -1.15, 0.67, -0.67, 0.32, -0.32, 0];

    /// <summary>What a call graph begins with.</summary>
    public static GraphPrior OfGraph(ModelSource total)
    {
        var calls = total.Edges.ToDictionary(e => e.Key, e => (double)e.Value);
        var profiles = new Dictionary<ulong, ProfileAccumulator?[]>();
        foreach (var ((method, key), cost) in total.Costs)
        {
            if (!profiles.TryGetValue(method, out var of)) profiles.Add(method, of = new ProfileAccumulator?[ModelCost.Keys.Length]);
            of[key] = ToProfile(cost, GraphPrior.MostSamples);
        }
        return new(calls, profiles);
    }

    /// <summary>A cost as a profile of at most so many samples; its mean and quantiles stay.</summary>
    public static ProfileAccumulator ToProfile(ModelCost cost, long mostSamples)
    {
        var samples = Math.Min(cost.Samples, mostSamples);
        var share = (double)samples / cost.Samples;
        var sketch = new QuantileSketch();
        if (cost.Sketch.Zeros > 0) sketch.Add(0, cost.Sketch.Zeros * share);
        for (var i = cost.Sketch.Bins.Count - 1; i >= 0; i--) if (cost.Sketch.Bins[i] > 0) sketch.Add(cost.Sketch.MiddleOf(i), cost.Sketch.Bins[i] * share);
        return new(samples, cost.Calls * share, cost.Mean, cost.Variance, (cost.Min, cost.Max), sketch) { IsPartial = cost.IsPartial };
    }

    /// <summary>In which order calls come, of the functions and edges that this process knows by now: what takes least to read, and is asked for first.</summary>
    /// <param name="total">What is known.</param>
    /// <param name="graph">Of this process.</param>
    /// <param name="isTaken">Is asked for each part once, and says whether it was taken before; it is then.</param>
    public static PredictionPrior OfOrder(ModelSource total, GraphModel graph, Func<object, bool> isTaken)
    {
        var prior = new PredictionPrior();
        AddWindows(prior, total, graph, isTaken);
        return prior;
    }

    /// <summary>What calls cost, and how often roots come, of the functions that this process knows by now.</summary>
    /// <param name="total">What is known.</param>
    /// <param name="graph">Of this process.</param>
    /// <param name="hour">Of the day, UTC, 0 to 23.</param>
    /// <param name="isTaken">As for <see cref="OfOrder"/>.</param>
    public static PredictionPrior OfCosts(ModelSource total, GraphModel graph, int hour, Func<object, bool> isTaken)
    {
        var prior = new PredictionPrior();
        var byId = new Dictionary<ulong, int>();
        for (var i = 0; i < graph.Functions.Count; i++) byId.TryAdd(graph.Functions[i].Id.Value, i);
        foreach (var ((method, key), cost) in total.Costs.OrderBy(c => c.Key))
        {
            if (key < NodeProfiles.Kinds && !cost.IsPartial && byId.TryGetValue(method, out var function) && !isTaken((method, key))) prior.Costs.Add((function, (ResourceKind)key, CostsOf(cost)));
        }
        AddLaws(prior, total, graph, byId, isTaken);
        foreach (var (method, arrivals) in total.Arrivals.OrderBy(a => a.Key))
        {
            if (byId.TryGetValue(method, out var function) && arrivals.RateAt(hour) > 0 && !isTaken((method, "arrivals"))) prior.Arrivals.Add((function, arrivals.RateAt(hour)));
        }
        return prior;
    }

    private static void AddWindows(PredictionPrior prior, ModelSource total, GraphModel graph, Func<object, bool> isTaken)
    {
        if (total.Windows.Count == 0) return;
        var slots = new Dictionary<(ulong, ulong), int>();
        var slotOf = graph.SlotsOfEdges();
        for (var edge = 0; edge < slotOf.Length; edge++)
        {
            if (slotOf[edge] > 0) slots[(graph.Functions[graph.Edges[edge].Caller].Id.Value, graph.Functions[graph.Edges[edge].Callee].Id.Value)] = slotOf[edge];
        }
        // Samples first, then the start: what comes next in this process is likeliest what came at the start of another.
        foreach (var window in total.Windows.OrderBy(w => w.IsStart).ThenBy(w => w.Order))
        {
            var known = window.Edges.Count(slots.ContainsKey);
            if (known == 0 || known < window.Edges.Length * 0.9 || isTaken((window.IsStart, window.Order))) continue;
            var calls = new List<uint>();
            foreach (var call in window.Calls)
            {
                if (call == -1) calls.Add(ThreadBlock.Marker);
                else if (call < 0) calls.Add(ThreadBlock.Marker | (FirstFlow + (uint)-call));
                else if (slots.TryGetValue(window.Edges[call], out var slot)) calls.Add((uint)slot);
            }
            prior.Windows.Add([.. calls]);
        }
    }

    private static void AddLaws(PredictionPrior prior, ModelSource total, GraphModel graph, Dictionary<ulong, int> byId, Func<object, bool> isTaken)
    {
        foreach (var group in total.Laws.GroupBy(l => l.Key.Method).OrderBy(g => g.Key))
        {
            if (!byId.TryGetValue(group.Key, out var function) || isTaken((group.Key, "laws"))) continue;
            AddCalls(prior.Laws, function, graph.Functions[function].Features, group.OrderBy(l => l.Key.Arguments, StringComparer.Ordinal).Select(l => (l.Key.Arguments, l.Value)));
        }
    }

    /// <summary>Calls that stand for those that were seen, kinds taking turns, as they would come.</summary>
    public static void AddCalls(List<RestoredCall> calls, int function, ArgumentFeature[] features, IEnumerable<(string Arguments, ModelLaw Law)> laws)
    {
        var kinds = laws.Where(law => ModelArguments.TryRead(law.Arguments, out var steps) && steps.Length == features.Length).ToList();
        for (var turn = 0; turn < MostOfKind; turn++)
        {
            foreach (var (text, law) in kinds)
            {
                if (turn >= law.Calls) continue;
                ModelArguments.TryRead(text, out var steps);
                for (var i = 0; i < steps.Length; i++) if (features[i].Kind == ArgumentKind.Size) steps[i] = ModelArguments.SizeOf((int)Math.Clamp(steps[i], 0, 400));
                var (costs, isMeasured) = (Vector128<float>.Zero, Vector128<float>.Zero);
                for (var lane = 0; lane < law.Lanes.Length; lane++)
                {
                    if (law.Lanes[lane].Calls == 0) continue;
                    var log = law.Lanes[lane].Mean + (NormalScores[turn] * Math.Sqrt(law.Lanes[lane].Variance));
                    costs = costs.WithElement(lane, (float)Math.Min(Math.Exp(Math.Min(log, 80)) - 1, float.MaxValue));
                    isMeasured = isMeasured.AsInt32().WithElement(lane, -1).AsSingle();
                }
                calls.Add(new(function, features, steps, costs, isMeasured));
            }
        }
    }

    private static float[] CostsOf(ModelCost cost)
    {
        var costs = new float[(int)Math.Min(CostsOfNode, cost.Samples)];
        for (var i = 0; i < costs.Length; i++) costs[i] = LogCost.Of(Math.Clamp(cost.Sketch.Quantile((i + 0.5) / costs.Length), cost.Min, cost.Max));
        return costs;
    }
}
