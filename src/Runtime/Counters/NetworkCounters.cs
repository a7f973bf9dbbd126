namespace ShadowGen.Counters;

/// <summary>The network counters of all slots, each made when its first byte comes. Thread-safe, no lock.</summary>
internal static class NetworkCounters
{
    public static SlotObjects<NetworkCounter> All { get; } = new();

    /// <inheritdoc cref="SlotObjects{T}.Of"/>
    public static NetworkCounter? Of(int slot) => All.Of(slot);

    /// <inheritdoc cref="SlotObjects{T}.Existing"/>
    public static NetworkCounter? Existing(int slot) => All.Existing(slot);
}
