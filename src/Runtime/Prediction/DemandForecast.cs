using ShadowGen.Prediction;

namespace ShadowGen;

/// <summary>
/// How often the functions where activity begins will be called over a time to come, and what the process will use for that. Every figure is an average over
/// the horizon, per second. Immutable; reading and enumerating do not allocate.
/// </summary>
/// <remarks>
/// The use of a resource is a sum over a random number of calls: mean E[N]·m, variance E[N]·s² + Var[N]·m², for a call's need of mean m and standard deviation s. Errors of the roots' forecasts
/// are combined by the correlation that they have had. It is some 300 bytes: pass it by <c>in</c>.
/// </remarks>
public readonly struct DemandForecast
{
    internal static readonly TimeSpan ShortestHorizon = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan LongestHorizon = TimeSpan.FromMinutes(10);

    internal DemandForecast(ShadowSnapshot snapshot, TimeSpan horizon)
    {
        Roots = new(snapshot, horizon.TotalSeconds);
        Horizon = horizon;
        UntrackedRoots = snapshot.Arrivals.LeftOut;
        var calls = default(DemandSum);
        var cpu = default(DemandSum);
        var elapsed = default(DemandSum);
        var allocated = default(DemandSum);
        var network = default(DemandSum);
        var each = new ResourceForecast(1, 0);
        for (var root = 0; root < Roots.Count; root++)
        {
            var rate = Roots.CallsOf(root);
            var needs = snapshot.Needs.Read(snapshot.Arrivals.NodeOf(root));
            calls.Add(rate, each, horizon.TotalSeconds);
            cpu.Add(rate, needs.CpuTime, horizon.TotalSeconds);
            elapsed.Add(rate, needs.ElapsedTime, horizon.TotalSeconds);
            allocated.Add(rate, needs.AllocatedBytes, horizon.TotalSeconds);
            network.Add(rate, needs.NetworkBytes, horizon.TotalSeconds);
        }
        var correlation = snapshot.Arrivals.Correlation(snapshot.Arrivals.Find(horizon.TotalSeconds));
        Calls = calls.ToForecast(correlation);
        CpuTime = cpu.ToForecast(correlation);
        ElapsedTime = elapsed.ToForecast(correlation);
        AllocatedBytes = allocated.ToForecast(correlation);
        NetworkBytes = network.ToForecast(correlation);
    }

    /// <summary>The time to come that figures are averages over.</summary>
    public TimeSpan Horizon { get; }

    /// <summary>Each root by itself, in no order.</summary>
    public RootDemands Roots { get; }

    /// <summary>Roots that are called and foretold nowhere, because 256 others are called more.</summary>
    public int UntrackedRoots { get; }

    /// <summary>Calls per second of all roots together; not measured in the first seconds of a process.</summary>
    public ResourceForecast Calls { get; }

    /// <summary>CPU time in nanoseconds a second: 1e9 is one core. Of the roots whose CPU time was measured; not measured when it is of none.</summary>
    public ResourceForecast CpuTime { get; }

    /// <summary>Elapsed time in nanoseconds a second: 1e9 is one call of a root under way at any time (Little's law).</summary>
    public ResourceForecast ElapsedTime { get; }

    /// <summary>Bytes allocated on the managed heap, a second.</summary>
    public ResourceForecast AllocatedBytes { get; }

    /// <summary>Bytes received and sent, a second.</summary>
    public ResourceForecast NetworkBytes { get; }

    /// <summary>The forecast for a resource, per second.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not a resource.</exception>
    public ResourceForecast this[ResourceKind kind] => kind switch
    {
        ResourceKind.CpuTime => CpuTime,
        ResourceKind.ElapsedTime => ElapsedTime,
        ResourceKind.AllocatedBytes => AllocatedBytes,
        ResourceKind.NetworkBytes => NetworkBytes,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a resource: use one of the values of ResourceKind."),
    };

    internal static void ThrowHorizon(TimeSpan horizon) =>
        throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "Demand is foretold for the next second to the next 10 minutes: ask for a horizon of 00:00:01 to 00:10:00.");
}
