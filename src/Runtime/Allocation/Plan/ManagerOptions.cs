namespace ShadowGen;

/// <summary>
/// What the manager may touch, and how fast. Until it is told otherwise, it touches only what can harm nobody: the ThreadPool's minimum, <see cref="Shadow.Parallelism"/>, and the collector's
/// latency mode. Not thread-safe; <see cref="Shadow.Configure"/> takes a copy.
/// </summary>
public sealed class ManagerOptions
{
    private static readonly int Resources = Enum.GetValues<ManagedResource>().Length;

    private readonly ResourceBounds?[] _bounds = new ResourceBounds?[Resources];
    private TimeSpan _interval = TimeSpan.FromMilliseconds(100);
    private TimeSpan _minimumDwell = TimeSpan.FromSeconds(5);
    private TimeSpan _actuatorTimeout = TimeSpan.FromSeconds(5);
    private TimeSpan _codeBudget = TimeSpan.FromSeconds(2);
    private TimeSpan? _latencyTarget;
    private double _cpuHeadroom = 0.1;
    private double _memoryHeadroom = 0.25;
    private double _wastedCalls = 0.05;
    private double _wastedCores = 0.02;
    private double _wastedBytesPerSecond = 16 << 20;
    private int _prefetchesAtOnce = 8;
    private int _prefetchDistance = 64;

    /// <summary>The usual ones.</summary>
    public ManagerOptions()
    {
        Allow(ManagedResource.PoolThreads, 1, 1024);
        Allow(ManagedResource.Parallelism, 1, 1024);
        Allow(ManagedResource.CollectorLatency, 0, 1);
    }

    /// <summary>The time between two looks. 10 ms to 10 s; 100 ms unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 10 ms to 10 s.</exception>
    public TimeSpan Interval
    {
        get => _interval;
        set => _interval = InRange(value, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10), "Interval is the time between two looks of the manager: set it between 10 ms and 10 s.");
    }

    /// <summary>How long less must have been enough before anything shrinks, and the least time between two shrinkings. 100 ms to 1 hour; 5 s unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 100 ms to 1 hour.</exception>
    public TimeSpan MinimumDwell
    {
        get => _minimumDwell;
        set => _minimumDwell = InRange(value, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1), "MinimumDwell is the time before anything shrinks: set it between 100 ms and 1 hour.");
    }

    /// <summary>How long one step of an actuator may take before it is given up. 10 ms to 5 minutes; 5 s unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 10 ms to 5 minutes.</exception>
    public TimeSpan ActuatorTimeout
    {
        get => _actuatorTimeout;
        set => _actuatorTimeout = InRange(value, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5), "ActuatorTimeout is how long an actuator is waited for: set it between 10 ms and 5 minutes.");
    }

    /// <summary>
    /// CPU time that the process may spend on compiling methods before they are called, in the order in which earlier runs let expect them; on a thread that yields to the app's. 0, for none, to 1 hour; 2 s unless set.
    /// Without a model, and in native code, nothing is compiled ahead.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 0 to 1 hour.</exception>
    public TimeSpan CodeBudget
    {
        get => _codeBudget;
        set => _codeBudget = InRange(value, TimeSpan.Zero, TimeSpan.FromHours(1), "CodeBudget is CPU time for compiling methods ahead of their calls: set it between 0 and 1 hour.");
    }

    /// <summary>The mean time that calls of roots should take at most: a change after which they take longer, and longer than before at such load, is undone. Null unless set: latency is not looked at.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0.</exception>
    public TimeSpan? LatencyTarget
    {
        get => _latencyTarget;
        set => _latencyTarget = value is null || value > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "LatencyTarget is the time that a root's calls should take: set it above 0, or null.");
    }

    /// <summary>What a CPU quota or a network rate leaves above what is needed, as a share of it. 0 to 10; 0.1 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 0 to 10.</exception>
    public double CpuHeadroom
    {
        get => _cpuHeadroom;
        set => _cpuHeadroom = value is >= 0 and <= 10
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "CpuHeadroom is a share of what is needed: set it between 0 and 10.");
    }

    /// <summary>What a memory limit leaves above what is in use, and above what is foretold, as a share of it. 0.02 to 10; 0.25 unless set: less is for those who know how fast they allocate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 0.02 to 10.</exception>
    public double MemoryHeadroom
    {
        get => _memoryHeadroom;
        set => _memoryHeadroom = value is >= 0.02 and <= 10
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "MemoryHeadroom is a share of what is in use: set it between 0.02 and 10.");
    }

    /// <summary>How many calls may be made early in vain, as a share of those that are made anyway. 0, for no early calls at all, to 1; 0.05 unless set. A burst of 100 goes beside it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 0 to 1.</exception>
    public double WastedCalls
    {
        get => _wastedCalls;
        set => _wastedCalls = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "WastedCalls is a share of calls: set it between 0 and 1.");
    }

    /// <summary>Processor time that calls made early in vain may take, in cores. Above 0, to 1024; 0.02 unless set: 20 ms a second.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0, or above 1024.</exception>
    public double WastedCores
    {
        get => _wastedCores;
        set => _wastedCores = value is > 0 and <= 1024
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "WastedCores is a number of cores: set it above 0, to 1024 at most.");
    }

    /// <summary>Bytes a second that calls made early in vain may allocate before they return. Above 0, and finite; 16 MiB unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not above 0, or not finite.</exception>
    public double WastedBytesPerSecond
    {
        get => _wastedBytesPerSecond;
        set => _wastedBytesPerSecond = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "WastedBytesPerSecond is a number of bytes: set it above 0.");
    }

    /// <summary>How many methods that <see cref="ShadowedAttribute.Prefetch"/> names may be under way at a time, in the whole process. 0, for none, to 1024; 8 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 0 to 1024.</exception>
    public int PrefetchesAtOnce
    {
        get => _prefetchesAtOnce;
        set => _prefetchesAtOnce = value is >= 0 and <= 1024
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "PrefetchesAtOnce is a number of calls: set it between 0 and 1024.");
    }

    /// <summary>How many elements a prefetch may be ahead of the loop over them, at most; what is needed is learned. 1 to 1024; 64 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 1 to 1024.</exception>
    public int PrefetchDistance
    {
        get => _prefetchDistance;
        set => _prefetchDistance = value is >= 1 and <= 1024
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "PrefetchDistance is a number of elements: set it between 1 and 1024.");
    }

    /// <summary>True: <see cref="ManagedResource.Affinity"/> moves all threads of the process; false, as unless set: ShadowGen's own. Taken over when the manager first begins.</summary>
    public bool MovesAllThreads { get; set; }

    /// <summary>Where original values are kept that outlive the process, to be restored after a crash; null, as unless set: the folder for temporary files. Taken over when the manager first begins.</summary>
    public string? JournalFolder { get; set; }

    /// <summary>Lets the manager set a resource, within bounds in the resource's unit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such resource; a bound is negative or no number, or they are the wrong way round.</exception>
    public void Allow(ManagedResource resource, double least, double most)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)resource, (uint)Resources, nameof(resource));
        if (!(least >= 0)) throw new ArgumentOutOfRangeException(nameof(least), least, "The least that a resource may be set to is 0 or more.");
        if (!(most >= least)) throw new ArgumentOutOfRangeException(nameof(most), most, "The most that a resource may be set to is no less than the least.");
        _bounds[(int)resource] = new(least, most);
    }

    /// <summary>Keeps the manager from setting a resource.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such resource.</exception>
    public void Forbid(ManagedResource resource)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)resource, (uint)Resources, nameof(resource));
        _bounds[(int)resource] = null;
    }

    /// <summary>What a resource may be set to; null when the manager may not set it.</summary>
    public ResourceBounds? BoundsOf(ManagedResource resource) => (uint)resource < (uint)Resources ? _bounds[(int)resource] : null;

    internal ManagerOptions Copy()
    {
        var copy = new ManagerOptions
        {
            Interval = Interval,
            MinimumDwell = MinimumDwell,
            ActuatorTimeout = ActuatorTimeout,
            CodeBudget = CodeBudget,
            LatencyTarget = LatencyTarget,
            CpuHeadroom = CpuHeadroom,
            MemoryHeadroom = MemoryHeadroom,
            WastedCalls = WastedCalls,
            WastedCores = WastedCores,
            WastedBytesPerSecond = WastedBytesPerSecond,
            PrefetchesAtOnce = PrefetchesAtOnce,
            PrefetchDistance = PrefetchDistance,
            MovesAllThreads = MovesAllThreads,
            JournalFolder = JournalFolder,
        };
        _bounds.CopyTo(copy._bounds, 0);
        return copy;
    }

    private static TimeSpan InRange(TimeSpan value, TimeSpan least, TimeSpan most, string message) =>
        value >= least && value <= most ? value : throw new ArgumentOutOfRangeException(nameof(value), value, message);
}
