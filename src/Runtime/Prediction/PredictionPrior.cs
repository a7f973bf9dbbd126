using System.Runtime.Intrinsics;
using ShadowGen.Graph;

namespace ShadowGen.Prediction;

/// <summary>What earlier runs have learned, in the terms of this process: slots and functions by index.</summary>
internal sealed class PredictionPrior
{
    /// <summary>Slots in the order of their calls; with the top bit set, another flow.</summary>
    public List<uint[]> Windows { get; } = [];

    /// <summary>Costs of calls, on the log scale, ascending.</summary>
    public List<(int Function, ResourceKind Kind, float[] Costs)> Costs { get; } = [];

    public List<RestoredCall> Laws { get; } = [];

    /// <summary>Calls per second of roots.</summary>
    public List<(int Function, double Rate)> Arrivals { get; } = [];

    public bool IsEmpty => Windows.Count == 0 && Costs.Count == 0 && Laws.Count == 0 && Arrivals.Count == 0;
}

/// <summary>A call as earlier runs have seen some.</summary>
/// <param name="Function">Index of the callee.</param>
/// <param name="Features">Of the callee.</param>
/// <param name="Arguments">One for each feature.</param>
/// <param name="Costs">Nanoseconds or bytes, in lanes by resource.</param>
/// <param name="IsMeasured">Bits set in lanes where the cost is known.</param>
internal readonly record struct RestoredCall(int Function, ArgumentFeature[] Features, long[] Arguments, Vector128<float> Costs, Vector128<float> IsMeasured);
