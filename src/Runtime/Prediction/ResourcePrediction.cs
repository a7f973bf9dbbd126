namespace ShadowGen;

/// <summary>What a call of one function is expected to use, with everything that it calls.</summary>
/// <param name="Node">The function.</param>
/// <param name="CpuTime">CPU time in nanoseconds.</param>
/// <param name="ElapsedTime">Elapsed time in nanoseconds.</param>
/// <param name="AllocatedBytes">Bytes allocated on the managed heap.</param>
/// <param name="NetworkBytes">Bytes received and sent.</param>
public readonly record struct ResourcePrediction(
    CallGraphNode Node,
    ResourceForecast CpuTime,
    ResourceForecast ElapsedTime,
    ResourceForecast AllocatedBytes,
    ResourceForecast NetworkBytes)
{
    /// <summary>Nothing is known.</summary>
    public static ResourcePrediction NotMeasured => ForUnknown(default);

    /// <summary>The forecast for a resource.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not a resource.</exception>
    public ResourceForecast this[ResourceKind kind] => kind switch
    {
        ResourceKind.CpuTime => CpuTime,
        ResourceKind.ElapsedTime => ElapsedTime,
        ResourceKind.AllocatedBytes => AllocatedBytes,
        ResourceKind.NetworkBytes => NetworkBytes,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a resource: use one of the values of ResourceKind."),
    };

    internal static ResourcePrediction ForUnknown(CallGraphNode node) =>
        new(node, ResourceForecast.NotMeasured, ResourceForecast.NotMeasured, ResourceForecast.NotMeasured, ResourceForecast.NotMeasured);
}
