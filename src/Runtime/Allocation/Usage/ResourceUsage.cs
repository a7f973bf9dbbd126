namespace ShadowGen;

/// <summary>What the process uses at this moment, and what it may use. Immutable.</summary>
public sealed record ResourceUsage
{
    /// <summary>Cores in use, on average since the look before.</summary>
    public double Cores { get; init; }

    /// <summary>Cores that may be used: the quota of the control group, or the processors that the process may run on.</summary>
    public double CoresAllowed { get; init; } = 1;

    /// <summary>Bytes in use that cannot be taken back: of the control group without its page cache, where there is one, else of the process.</summary>
    public double MemoryBytes { get; init; }

    /// <summary>Bytes that may be used; infinite where there is no limit.</summary>
    public double MemoryAllowed { get; init; } = double.PositiveInfinity;

    /// <summary>Bytes of the managed heap, with what has died since the last collection.</summary>
    public double HeapBytes { get; init; }

    /// <summary>Bytes that were live after the last collection of all generations; 0 before there was one.</summary>
    public double LiveBytes { get; init; }

    /// <summary>Share of time that the collector has paused the app since the look before, 0 to 1.</summary>
    public double PauseShare { get; init; }

    /// <summary>Share of the control group's periods since the look before in which it was out of quota, 0 to 1.</summary>
    public double ThrottledShare { get; init; }

    /// <summary>Worker threads of the ThreadPool that run something.</summary>
    public double PoolThreadsBusy { get; init; }

    /// <summary>Work items that wait for a thread of the ThreadPool.</summary>
    public double PoolItemsWaiting { get; init; }

    /// <summary>Bytes sent through <see cref="Shadow.Bandwidth"/>, a second, since the look before.</summary>
    public double NetworkBytesPerSecond { get; init; }
}
