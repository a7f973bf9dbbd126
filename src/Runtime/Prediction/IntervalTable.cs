using ShadowGen.Graph;

namespace ShadowGen.Prediction;

/// <summary>What calls of each node cost, and how often such forecasts held, ready to read in nanoseconds or bytes. Immutable; any thread; nothing is allocated.</summary>
/// <param name="values">Median, low and high end by node and resource; NaN for what was not measured.</param>
/// <param name="quality">Of the same forecasts.</param>
internal sealed class IntervalTable(float[] values, CostQuality quality)
{
    /// <summary>Values of one node and resource.</summary>
    public const int Width = 3;

    public const int RowLength = Width * NodeProfiles.Kinds;

    public static IntervalTable Empty { get; } = new([], CostQuality.Empty);

    public CostQuality Quality => quality;

    /// <summary>As many calls cost less as cost more; NaN when nothing was measured.</summary>
    public double Median(int node, ResourceKind kind) => At(node, kind, 0);

    /// <summary>The low end of the interval that 90 of 100 calls lie in; NaN when nothing was measured.</summary>
    public double Low(int node, ResourceKind kind) => At(node, kind, 1);

    /// <summary>The high end of it.</summary>
    public double High(int node, ResourceKind kind) => At(node, kind, 2);

    /// <summary>A forecast of whole calls of a node, with the intervals of this table where they are known.</summary>
    public ResourcePrediction Refine(int node, in ResourcePrediction whole) => whole with
    {
        CpuTime = Refine(node, ResourceKind.CpuTime, whole.CpuTime),
        ElapsedTime = Refine(node, ResourceKind.ElapsedTime, whole.ElapsedTime),
        AllocatedBytes = Refine(node, ResourceKind.AllocatedBytes, whole.AllocatedBytes),
        NetworkBytes = Refine(node, ResourceKind.NetworkBytes, whole.NetworkBytes),
    };

    private ResourceForecast Refine(int node, ResourceKind kind, in ResourceForecast whole) =>
        !whole.IsMeasured || double.IsNaN(High(node, kind)) ? whole : whole with { Low = Low(node, kind), High = High(node, kind) };

    private double At(int node, ResourceKind kind, int value)
    {
        var at = ((long)node * RowLength) + ((int)kind * Width) + value;
        return (ulong)at < (ulong)values.Length && (uint)kind < NodeProfiles.Kinds ? values[at] : double.NaN;
    }
}
