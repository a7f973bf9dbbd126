using System.Numerics;
using ShadowGen.Arrivals;
using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Shared.Model;

namespace ShadowGen.Model;

/// <summary>Puts what this process alone has counted and measured into a model: never what it was given by earlier runs, so that nothing is counted twice. Engine thread only.</summary>
internal static class ModelCapture
{
    /// <param name="run">Which run, and which save of it.</param>
    /// <param name="graph">What was counted and measured.</param>
    /// <param name="predictor">What was learned of order and arguments.</param>
    /// <param name="arrivals">What was seen of roots.</param>
    /// <param name="known">Descriptions that are kept as they are when nothing about a method has changed.</param>
    /// <param name="hashNames">Leaves names out.</param>
    public static ModelFile Capture(in ModelRun run, GraphModel graph, IShadowPredictor predictor, HourlyArrivals arrivals, ModelFile known, bool hashNames)
    {
        var source = new ModelSource { Id = run.Id, Generation = run.Generation, First = run.First, Last = run.Last, App = hashNames ? ModelMethod.Hashed : run.App };
        CaptureEdges(graph, source);
        for (var function = 0; function < graph.Functions.Count; function++)
        {
            if (graph.MeasurementsOf(function) is { } measurements) CaptureCosts(graph.Functions[function].Id.Value, measurements, source);
        }
        CaptureArrivals(graph, arrivals, source);
        predictor.Capture(source);
        var today = run.Last / 86_400;
        return new(graph.Functions.Where(f => f.Id.Value != 0).Select(f => Describe(f, known, today, hashNames)), [source]);
    }

    /// <summary>What a model says of a function.</summary>
    public static ModelMethod Describe(FunctionInfo function, ModelFile known, long today, bool hashNames)
    {
        var flags = (function.IsAsync ? "a" : "") + (function.DocumentationId.StartsWith(DocumentationId.Flow, StringComparison.Ordinal) ? "f" : "") + (function.IsShadowed ? "s" : "")
            + (function.IsVirtual ? "v" : "") + (function.IsService ? "x" : "");
        var features = hashNames
            ? string.Join(",", function.Features.Select(f => f.Kind == ArgumentKind.Code ? "c:" : "s:"))
            : string.Join(",", function.Features.Select(f => (f.Kind == ArgumentKind.Code ? "c:" : "s:") + f.Name.Replace(',', ';')));
        var described = new ModelMethod(function.Id.Value, hashNames ? ModelMethod.Hashed : function.Assembly, hashNames ? ModelMethod.Hashed : function.DocumentationId, flags, PrintOf(function), features.Replace(' ', '_'), today);
        return known.Methods.TryGetValue(described.Id, out var before) && before with { Since = today } == described ? before : described;
    }

    private static string PrintOf(FunctionInfo function) => function.Print?.ToString().Replace(' ', ':') ?? "";

    private static void CaptureEdges(GraphModel graph, ModelSource source)
    {
        var edges = graph.Edges;
        var calls = graph.EdgeCalls;
        for (var edge = 0; edge < calls.Length; edge++)
        {
            if (calls[edge] > 0) source.Edges[(graph.Functions[edges[edge].Caller].Id.Value, graph.Functions[edges[edge].Callee].Id.Value)] = Math.Min(calls[edge], ModelMath.MaxCount);
        }
    }

    private static void CaptureCosts(ulong method, NodeMeasurements measurements, ModelSource source)
    {
        for (var key = 0; key < ModelCost.Keys.Length; key++)
        {
            if (measurements.Own(key) is { SampleCount: > 0 } own) source.Costs[(method, key)] = ToCost(own);
        }
    }

    /// <summary>As whole numbers.</summary>
    public static ModelCost ToCost(ProfileAccumulator profile)
    {
        var calls = Math.Clamp((long)Math.Round(profile.Weight), 1, ModelMath.MaxCount);
        var square = (profile.SumOfSquares / profile.Weight) + (profile.Mean * profile.Mean);
        var bins = profile.Quantiles.Bins;
        var counts = new long[bins.Length];
        for (var i = 0; i < bins.Length; i++) counts[i] = bins[i] > 0 ? Math.Clamp((long)Math.Round(bins[i]), 1, ModelMath.MaxCount) : 0;
        var zeros = profile.Quantiles.Zeros > 0 ? Math.Clamp((long)Math.Round(profile.Quantiles.Zeros), 1, ModelMath.MaxCount) : 0;
        return new(
            profile.SampleCount,
            calls,
            new BigInteger(Math.Round(profile.Mean * calls)),
            new BigInteger(Math.Round(square * calls)),
            (long)Math.Min(profile.Min, ModelMath.MaxCount),
            (long)Math.Min(profile.Max, ModelMath.MaxCount),
            profile.IsPartial,
            new(0, profile.Quantiles.First, zeros, counts));
    }

    private static void CaptureArrivals(GraphModel graph, HourlyArrivals arrivals, ModelSource source)
    {
        var seconds = new long[ModelArrivals.Hours];
        for (var hour = 0; hour < seconds.Length; hour++) seconds[hour] = (long)Math.Round(arrivals.Seconds[hour]);
        if (seconds.All(s => s == 0)) return;
        foreach (var (root, calls) in arrivals.Calls)
        {
            var counted = Array.ConvertAll(calls, c => (long)Math.Round(c));
            if (graph.Functions[root].Id.Value != 0 && counted.Any(c => c > 0)) source.Arrivals[graph.Functions[root].Id.Value] = new(counted, [.. seconds]);
        }
    }
}

/// <summary>A run of a process, as of one save.</summary>
/// <param name="Id">Random.</param>
/// <param name="Generation">From 1 on.</param>
/// <param name="First">When it began, in seconds since 1970.</param>
/// <param name="Last">Now.</param>
/// <param name="App">The program.</param>
internal readonly record struct ModelRun(ulong Id, long Generation, long First, long Last, string App);
