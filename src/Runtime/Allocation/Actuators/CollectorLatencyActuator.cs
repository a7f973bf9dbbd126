using System.Runtime;

namespace ShadowGen.Allocation;

/// <summary>The collector's latency mode: sustained low latency ahead of a burst. Never <see cref="GCLatencyMode.LowLatency"/>, which pauses for seconds once it must collect all.</summary>
internal sealed class CollectorLatencyActuator : IResourceActuator
{
    public string Name => "collector latency mode";

    public ManagedResource Resource => ManagedResource.CollectorLatency;

    public bool OutlivesProcess => false;

    public ActuatorProbe Probe(CancellationToken cancellationToken) => GCSettings.LatencyMode switch
    {
        GCLatencyMode.NoGCRegion or GCLatencyMode.LowLatency => ActuatorProbe.Unavailable($"the app has set {GCSettings.LatencyMode}"),
        GCLatencyMode.Batch => ActuatorProbe.Unavailable("the collector does not work beside the app here (concurrent collection is off)"),
        var mode => ActuatorProbe.Found(mode == GCLatencyMode.SustainedLowLatency ? 1 : 0, mode.ToString()),
    };

    public void Apply(double amount, CancellationToken cancellationToken)
    {
        if (GCSettings.LatencyMode is not (GCLatencyMode.Interactive or GCLatencyMode.SustainedLowLatency)) throw new InvalidOperationException($"the app has set {GCSettings.LatencyMode}");
        GCSettings.LatencyMode = amount >= 1 ? GCLatencyMode.SustainedLowLatency : GCLatencyMode.Interactive;
    }

    public double Verify(CancellationToken cancellationToken) => GCSettings.LatencyMode == GCLatencyMode.SustainedLowLatency ? 1 : 0;

    public void Undo(string original, CancellationToken cancellationToken)
    {
        // A mode that the app has chosen since is the app's.
        if (GCSettings.LatencyMode == GCLatencyMode.SustainedLowLatency) GCSettings.LatencyMode = Enum.Parse<GCLatencyMode>(original);
    }
}
