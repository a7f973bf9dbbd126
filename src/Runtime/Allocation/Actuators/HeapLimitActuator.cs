using System.Globalization;

namespace ShadowGen.Allocation;

/// <summary>
/// The heap's hard limit (<c>GCHeapHardLimit</c>): at least half as much again as is live after a collection, and never under what the collector holds. The collector throws
/// <see cref="OutOfMemoryException"/> at it: so users must ask for it.
/// </summary>
internal sealed class HeapLimitActuator(ICollector collector) : IResourceActuator
{
    private const string Setting = "GCHeapHardLimit";
    private const string None = "none";

    public string Name => "heap hard limit";

    public ManagedResource Resource => ManagedResource.HeapLimit;

    public bool OutlivesProcess => false;

    public ActuatorProbe Probe(CancellationToken cancellationToken) =>
        ActuatorProbe.Found(Current() ?? double.PositiveInfinity, Current() is { } bytes ? bytes.ToString("R", CultureInfo.InvariantCulture) : None);

    public void Apply(double amount, CancellationToken cancellationToken)
    {
        var before = AppContext.GetData(Setting);
        if (!(amount >= Current())) // lower, or the first
        {
            collector.CollectAll();
            var least = PredictiveResourceAllocator.HeapMargin * collector.LiveBytes;
            if (amount < least) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{collector.LiveBytes:f0} bytes are live after a collection: the limit must be {least:f0} or more"));
            if (amount < collector.CommittedBytes) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"the collector holds {collector.CommittedBytes:f0} bytes"));
        }
        AppContext.SetData(Setting, (ulong)amount);
        try
        {
            collector.RefreshLimit();
        }
        catch (InvalidOperationException)
        {
            AppContext.SetData(Setting, before);
            throw;
        }
    }

    public double Verify(CancellationToken cancellationToken) => Current() ?? double.PositiveInfinity;

    public void Undo(string original, CancellationToken cancellationToken)
    {
        // No value would leave the collector's last one as it is; 0 takes it away.
        AppContext.SetData(Setting, original == None ? 0UL : (ulong)double.Parse(original, CultureInfo.InvariantCulture));
        collector.RefreshLimit();
    }

    private static double? Current() => AppContext.GetData(Setting) is { } value && double.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var bytes) && bytes > 0 ? bytes : null;
}
