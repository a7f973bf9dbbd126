namespace ShadowGen;

/// <summary>What is expected to be asked of the process: arrivals times needs, at the high end of their intervals where it says so. Immutable.</summary>
public sealed record ResourceDemand
{
    /// <summary>Nothing is known.</summary>
    public static ResourceDemand Unknown { get; } = new();

    /// <summary>False: nothing was learned yet, or what was is out of date; every figure is then 0.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Calls of roots a second, now.</summary>
    public double CallsNow { get; init; }

    /// <summary>Calls of roots a second, at most, over the next 10 seconds.</summary>
    public double CallsAhead { get; init; }

    /// <summary>Calls of roots that are under way at once, now: their arrivals times the time that they take (Little's law).</summary>
    public double UnderwayNow { get; init; }

    /// <summary>Calls of roots that will be under way at once at most, in any part of the next 5 seconds.</summary>
    public double UnderwayAhead { get; init; }

    /// <summary>Cores that roots use now, by arrivals and needs.</summary>
    public double CoresNow { get; init; }

    /// <summary>Cores that roots will use at most, in any part of the next 10 seconds.</summary>
    public double CoresAhead { get; init; }

    /// <summary>Bytes a second that roots move over the network now, by arrivals and needs.</summary>
    public double NetworkNow { get; init; }

    /// <summary>Bytes a second that roots will move over the network at most, in any part of the next 10 seconds.</summary>
    public double NetworkAhead { get; init; }

    /// <summary>Mean time of roots' calls, as they were measured last; zero when none was.</summary>
    public TimeSpan Latency { get; init; }
}
