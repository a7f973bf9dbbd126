namespace ShadowGen;

/// <summary>What <see cref="Shadow.Configure"/> can change. The defaults are meant to be left alone.</summary>
public sealed class ShadowOptions
{
    private double _cpuBudget = 0.01;
    private TimeSpan _publishInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>The share of CPU that measuring and learning may cost together: of the app's CPU time for measuring, of one core for the engine. 0.0001 to 0.5; 0.01 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 0.0001 to 0.5.</exception>
    public double CpuBudget
    {
        get => _cpuBudget;
        set => _cpuBudget = value is >= 0.0001 and <= 0.5
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "CpuBudget is a share of CPU: set it between 0.0001 (0.01 %) and 0.5 (50 %).");
    }

    /// <summary>The shortest time between two snapshots; they come further apart when the budget asks for it. 1 ms to 1 minute; 100 ms unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside of 1 ms to 1 minute.</exception>
    public TimeSpan PublishInterval
    {
        get => _publishInterval;
        set => _publishInterval = value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromMinutes(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "PublishInterval is the time between snapshots: set it between 1 ms and 1 minute.");
    }

    internal ShadowOptions Copy() => new() { CpuBudget = CpuBudget, PublishInterval = PublishInterval };
}
