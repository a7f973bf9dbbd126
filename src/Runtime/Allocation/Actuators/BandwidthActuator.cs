using System.Globalization;

namespace ShadowGen.Allocation;

/// <summary>The rate of a <see cref="BandwidthLimit"/>: of its streams' token bucket, and of the sockets that the kernel paces for it.</summary>
internal sealed class BandwidthActuator(BandwidthLimit limit) : IResourceActuator
{
    public string Name => "bandwidth limit";

    public ManagedResource Resource => ManagedResource.NetworkRate;

    public bool OutlivesProcess => false;

    public ActuatorProbe Probe(CancellationToken cancellationToken) => ActuatorProbe.Found(limit.BytesPerSecond, limit.BytesPerSecond.ToString("R", CultureInfo.InvariantCulture));

    public void Apply(double amount, CancellationToken cancellationToken) => limit.BytesPerSecond = Math.Max(1, amount);

    // Where there are paced sockets it is the kernel that says what is in effect.
    public double Verify(CancellationToken cancellationToken) => limit.Sockets.Count > 0 ? limit.Sockets.ReadRate() : limit.BytesPerSecond;

    public void Undo(string original, CancellationToken cancellationToken) => limit.BytesPerSecond = double.Parse(original, CultureInfo.InvariantCulture);
}
