using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ShadowGen.Laws;

namespace ShadowGen.Prediction;

/// <summary>What calls cost by their arguments, of every node whose costs depend on them. Immutable; any thread.</summary>
/// <param name="laws">By node; null for one without a law.</param>
internal sealed class LawTable(ArgumentLaw?[] laws)
{
    public static LawTable Empty { get; } = new([]);

    /// <summary>The law of a node, or null.</summary>
    public ArgumentLaw? this[int node] => (uint)node < (uint)laws.Length ? laws[node] : null;

    /// <summary>What a call with these arguments needs. A resource that they tell nothing of stays as it was; so do all when there are fewer arguments than features.</summary>
    /// <param name="node">What is called.</param>
    /// <param name="arguments">Values of its features, in their order.</param>
    /// <param name="whole">What is known of all of its calls.</param>
    public ResourcePrediction Refine(int node, ReadOnlySpan<long> arguments, in ResourcePrediction whole)
    {
        if (this[node] is not { } law || arguments.Length < law.Shape.Features) return whole;
        law.Read(arguments, out var forecast);
        return new(
            whole.Node,
            Of(forecast, ResourceKind.CpuTime, whole.CpuTime),
            Of(forecast, ResourceKind.ElapsedTime, whole.ElapsedTime),
            Of(forecast, ResourceKind.AllocatedBytes, whole.AllocatedBytes),
            Of(forecast, ResourceKind.NetworkBytes, whole.NetworkBytes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ResourceForecast Of(in LawForecast forecast, ResourceKind kind, in ResourceForecast whole)
    {
        var lane = (int)kind;
        return forecast.Helps.AsInt32().GetElement(lane) == 0
            ? whole
            : new(forecast.Mean.GetElement(lane), forecast.StandardDeviation.GetElement(lane), forecast.Low.GetElement(lane), forecast.High.GetElement(lane));
    }
}
