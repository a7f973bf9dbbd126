using ShadowGen.Counters;

namespace ShadowGen.Graph;

/// <summary>What was measured of one node: an accumulator per resource, inclusive and exclusive, made when its first value comes. Engine thread only.</summary>
internal sealed class NodeMeasurements
{
    private readonly ProfileAccumulator?[] _accumulators = new ProfileAccumulator?[2 * NodeProfiles.Kinds];
    private bool _completionSeen;
    private ProfileAccumulator?[]? _prior;

    public long NetworkReceived { get; private set; }

    public long NetworkSent { get; private set; }

    public long? ServiceRead { get; private set; }

    public long? ServiceWritten { get; private set; }

    /// <summary>What was measured in this process: resources, inclusive, then exclusive.</summary>
    public ProfileAccumulator? Own(int key) => _accumulators[key];

    /// <summary>What earlier runs have measured: profiles begin with it, until this one has measured more.</summary>
    /// <param name="prior">As for <see cref="Own"/>.</param>
    public void SetPrior(ProfileAccumulator?[] prior) => _prior = prior;

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
            if (Known(kind) is { } inclusive) profiles.Inclusive(kind) = inclusive.Read();
            if (Known(NodeProfiles.Kinds + kind) is { } exclusive) profiles.Exclusive(kind) = exclusive.Read();
        }
        if (NetworkReceived + NetworkSent > 0) profiles.Exclusive((int)ResourceKind.NetworkBytes).ExactTotal = NetworkReceived + NetworkSent;
        profiles.ServiceRead = ServiceRead;
        profiles.ServiceWritten = ServiceWritten;
        return profiles;
    }

    // Own samples count for more than those of earlier runs: a prior is worth at most so many calls, and nothing beside as many of its own.
    private ProfileAccumulator? Known(int key)
    {
        var own = _accumulators[key];
        if (_prior?[key] is not { } prior || own?.SampleCount >= GraphPrior.MostSamples) return own;
        if (own is null) return prior;
        if (own.IsPartial != prior.IsPartial) return own;
        var known = new ProfileAccumulator();
        known.Merge(own);
        known.Merge(prior);
        return known;
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
