using ShadowGen.Counters;

namespace ShadowGen.Graph;

/// <summary>What was measured of one node: an accumulator per resource, inclusive and exclusive, made when its first value comes. Engine thread only.</summary>
internal sealed class NodeMeasurements
{
    private readonly ProfileAccumulator?[] _accumulators = new ProfileAccumulator?[2 * NodeProfiles.Kinds];
    private bool _completionSeen;

    public long NetworkReceived { get; private set; }

    public long NetworkSent { get; private set; }

    public long? ServiceRead { get; private set; }

    public long? ServiceWritten { get; private set; }

    public void Add(in CallSample sample)
    {
        var flags = sample.Flags;
        var isPartial = (flags & SampleFlags.AsyncPartial) != 0;
        AddInclusive(sample, flags, isPartial);
        if ((flags & SampleFlags.HasExclusive) != 0) AddExclusive(sample, flags, isPartial);
    }

    public void AddNetwork(long received, long sent)
    {
        NetworkReceived += Math.Max(0, received);
        NetworkSent += Math.Max(0, sent);
    }

    public void AddService(long? read, long? written)
    {
        if (read is not null) ServiceRead = (ServiceRead ?? 0) + read;
        if (written is not null) ServiceWritten = (ServiceWritten ?? 0) + written;
    }

    /// <summary>Whether each direction that is measured is known to be.</summary>
    public bool KnowsService(long? read, long? written) => (read is null || ServiceRead is not null) && (written is null || ServiceWritten is not null);

    public NodeProfiles Read()
    {
        var profiles = NodeProfiles.CreateEmpty();
        for (var kind = 0; kind < NodeProfiles.Kinds; kind++)
        {
            if (_accumulators[kind] is { } inclusive) profiles.Inclusive(kind) = inclusive.Read();
            if (_accumulators[NodeProfiles.Kinds + kind] is { } exclusive) profiles.Exclusive(kind) = exclusive.Read();
        }
        if (NetworkReceived + NetworkSent > 0) profiles.Exclusive((int)ResourceKind.NetworkBytes).ExactTotal = NetworkReceived + NetworkSent;
        profiles.ServiceRead = ServiceRead;
        profiles.ServiceWritten = ServiceWritten;
        return profiles;
    }

    private void AddInclusive(in CallSample sample, SampleFlags flags, bool isPartial)
    {
        if ((flags & SampleFlags.CpuMeasured) != 0) Add(0, ResourceKind.CpuTime, sample.CpuNs, sample.Weight, isPartial);
        AddElapsed(sample, flags, isPartial);
        Add(0, ResourceKind.AllocatedBytes, sample.AllocatedBytes, sample.Weight, isPartial);
        if ((flags & SampleFlags.NetworkMeasured) != 0) Add(0, ResourceKind.NetworkBytes, sample.NetworkBytes, sample.Weight, false);
    }

    private void AddExclusive(in CallSample sample, SampleFlags flags, bool isPartial)
    {
        const int offset = NodeProfiles.Kinds;
        if ((flags & SampleFlags.CpuMeasured) != 0) Add(offset, ResourceKind.CpuTime, sample.ExclusiveCpuNs, sample.Weight, isPartial);
        if ((flags & SampleFlags.ElapsedUnknown) == 0) Add(offset, ResourceKind.ElapsedTime, sample.ExclusiveElapsedNs, sample.Weight, isPartial && (flags & SampleFlags.ElapsedIsCompletion) == 0);
        Add(offset, ResourceKind.AllocatedBytes, sample.ExclusiveAllocatedBytes, sample.Weight, isPartial);
        if ((flags & SampleFlags.NetworkMeasured) != 0) Add(offset, ResourceKind.NetworkBytes, sample.ExclusiveNetworkBytes, sample.Weight, false);
    }

    // The time to the first suspension says nothing about the time to completion: the two are never mixed.
    private void AddElapsed(in CallSample sample, SampleFlags flags, bool isPartial)
    {
        if ((flags & SampleFlags.ElapsedUnknown) != 0) return;
        var isCompletion = !isPartial || (flags & SampleFlags.ElapsedIsCompletion) != 0;
        if (isCompletion && !_completionSeen)
        {
            _completionSeen = true;
            _accumulators[(int)ResourceKind.ElapsedTime] = null;
        }
        if (isCompletion || !_completionSeen) Add(0, ResourceKind.ElapsedTime, sample.ElapsedNs, sample.Weight, !isCompletion);
    }

    private void Add(int offset, ResourceKind kind, long value, double weight, bool isPartial)
    {
        var accumulator = _accumulators[offset + (int)kind] ??= new();
        accumulator.Add(value, weight);
        accumulator.IsPartial |= isPartial;
    }
}
